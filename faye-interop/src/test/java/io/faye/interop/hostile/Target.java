package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.faye.interop.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The server that all attacks are made on, one after the other: what one leaves behind the next one meets. Beside it runs
 * another one, on which two clients talk and nobody else.
 */
class Target implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 4;
    private static final long TOLERATED_KIB = 16 << 10;
    /** Netty keeps some of the buffers that it once needed. */
    private static final long TOLERATED_BESIDE_KIB = 64 << 10;

    /** Sessions of clients that went away end after twice the timeout. */
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    private final ServerProcess server;
    private final ServerProcess other = ServerProcess.start("hostile-control", TIMEOUT_SECONDS);
    private final Innocents control = new Innocents(other.port());
    private final Memory memory;
    private final long before;
    private final long besideBefore;

    Target() {
        this("hostile", Map.of(), "--deflate");
    }

    private Target(String name, Map<String, String> environment, String... options) {
        server = ServerProcess.start(name, TIMEOUT_SECONDS, environment, options);
        memory = new Memory(server.pid());
        try (Innocents warmUp = new Innocents(server.port())) {
            warmUp.noticedNothing(control);
        }
        before = memory.heap();
        besideBefore = memory.beside();
    }

    final int port() {
        return server.port();
    }

    /** Runs an attack, and shows that innocent clients notice nothing and that the server's memory recovers. */
    final void survives(Attack attack) {
        try (Innocents innocents = new Innocents(server.port())) {
            attack.on(this, innocents);
            innocents.noticedNothing(control);
        }
        await("that the heap is again what it was: " + before + " KiB")
                .atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(memory.heap()).isLessThan(before + TOLERATED_KIB));
        assertThat(memory.beside())
                .as("KiB beside the heap, of which there were %s", besideBefore)
                .isLessThan(besideBefore + TOLERATED_BESIDE_KIB);
    }

    @Override
    public final void close() {
        control.close();
        other.close();
        server.close();
    }

    /** What somebody does to the server, and what the server must say to it. */
    interface Attack {
        void on(Target target, Innocents innocents);
    }

    /** A target whose heap has 256 MiB, so that little is enough to end it. It serves a folder with one file of 1 MiB. */
    static final class Small extends Target {

        static final String FILE = "/file.bin";

        Small() {
            super("hostile-small", Map.of("JAVA_OPTS", "-Xmx256m"), "--deflate", "--static", folder());
        }

        private static String folder() {
            try {
                Path folder = Files.createTempDirectory("faye-hostile");
                Path file = folder.resolve(FILE.substring(1));
                Files.write(file, new byte[1 << 20]);
                file.toFile().deleteOnExit();
                return folder.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Hands the target to test classes. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return Target.class.isAssignableFrom(parameter.getParameter().getType());
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Store store = context.getRoot().getStore(Namespace.create(Target.class));
            return parameter.getParameter().getType() == Small.class
                    ? store.getOrComputeIfAbsent("small", key -> new Small(), Small.class)
                    : store.getOrComputeIfAbsent("target", key -> new Target(), Target.class);
        }
    }
}
