package io.faye.standalone;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "version", description = "Prints the version, and that of the Java it runs on.")
final class VersionCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        String java = System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
        Objects.requireNonNull(spec).commandLine().getOut().println(Version.line() + ", Java " + java);
    }
}
