package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.faye.interop.ServerProcess;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The server that all attacks are made on, one after the other: what one leaves behind the next one meets. */
final class Target implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 4;
    private static final long TOLERATED_KIB = 16 << 10;
    /** Sessions of clients that went away end after twice the timeout. */
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    private final ServerProcess server = ServerProcess.start("hostile", TIMEOUT_SECONDS);
    private final long before;

    Target() {
        try (Innocents warmUp = new Innocents(server.port())) {
            warmUp.noticedNothing();
        }
        before = Memory.heap(server.pid());
    }

    int port() {
        return server.port();
    }

    /** Runs an attack, and shows that innocent clients notice nothing and that the server's memory recovers. */
    void survives(Attack attack) {
        try (Innocents innocents = new Innocents(server.port())) {
            attack.on(this, innocents);
            innocents.noticedNothing();
        }
        await("that the heap is again what it was: " + before + " KiB")
                .atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(Memory.heap(server.pid())).isLessThan(before + TOLERATED_KIB));
    }

    @Override
    public void close() {
        server.close();
    }

    /** What somebody does to the server, and what the server must say to it. */
    interface Attack {
        void on(Target target, Innocents innocents);
    }

    /** Hands the target to test classes. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Target.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Target.class))
                    .getOrComputeIfAbsent("target", key -> new Target(), Target.class);
        }
    }
}
