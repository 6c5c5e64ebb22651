package io.faye.tck;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The kit's version, which the jar's manifest tells. */
final class Version implements IVersionProvider {

    static String text() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "not packaged");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"faye-tck " + text()};
    }
}
