package io.faye.standalone;

import java.io.File;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        description =
                "Starts the server, prints its address when it accepts connections, and runs until it is stopped.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private final ServeOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    ServeCommand(ServeOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServeOptions complete = options.complete();
        StandaloneServer server = StandaloneServer.start(complete);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "faye-shutdown"));
        complete.limits().moves().drain().ifPresent(drain -> {
            Termination termination = new Termination(server, drain, () -> System.exit(0));
            Signals.handle("TERM", termination::signalled);
        });
        if (File.separatorChar == '/') {
            Signals.handle("HUP", server::reload);
        }
        Objects.requireNonNull(spec).commandLine().getOut().println(Version.line() + " at " + server.uri());
        // Serving goes on in other threads; a signal ends the process from its own.
        Thread.currentThread().join();
        return 0;
    }

    /** Halts, because a JVM that ends by a signal would not say 0. */
    private static void stop(StandaloneServer server) {
        try {
            server.close();
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }
}
