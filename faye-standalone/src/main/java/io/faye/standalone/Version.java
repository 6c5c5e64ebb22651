package io.faye.standalone;

import io.faye.server.ServerVersion;
import picocli.CommandLine.IVersionProvider;

/** Says which version this is. */
final class Version implements IVersionProvider {

    static String line() {
        return "Faye for Java " + ServerVersion.number();
    }

    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }
}
