package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.engine.EngineOptions;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A session that waits for its first connect")
class FirstConnectTest extends ServerTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    /** A test that was slower cannot tell whether the server was right, and begins anew. */
    private static final long IN_TIME = LIMIT.toNanos() / 2;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final TwoProcesses processes = new TwoProcesses();
    private BayeuxServer alone;

    @Override
    BayeuxServerBuilder settings() {
        return limited().engine(processes, EngineOptions.none());
    }

    private static BayeuxServerBuilder limited() {
        return BayeuxServer.builder().timeout(Duration.ofMinutes(10)).connectTimeout(LIMIT);
    }

    @BeforeEach
    void startAlone() {
        alone = limited().build();
    }

    @AfterEach
    void stopAlone() {
        alone.close();
    }

    private static Remote at(BayeuxServer server) {
        return new Remote(server, Runnable::run, false);
    }

    private static CompletableFuture<Void> end(BayeuxServer server, String id) {
        return server.sessions().ended(ClientId.parse(id).orElseThrow()).toCompletableFuture();
    }

    private static Message connect(BayeuxServer server, String id) {
        return Texts.await(at(server).connect(id, 1, ",'advice':{'timeout':0}")).get(0);
    }

    /** {@return a session that has connected in time} */
    private static String connected(BayeuxServer first, BayeuxServer then) {
        while (true) {
            long begin = System.nanoTime();
            String id = at(first).handshake();
            connect(then, id);
            if (System.nanoTime() - begin < IN_TIME) {
                return id;
            }
        }
    }

    /** Waits until a session has ended that began after all others and sends nothing. */
    private static void letTimePass(BayeuxServer server) {
        Texts.await(end(server, at(server).handshake()));
    }

    @Test
    @DisplayName("ends by itself, long before it would expire")
    void ends() {
        String id = at(alone).handshake();
        Texts.await(end(alone, id));

        assertThat(connect(alone, id).error()).contains("401:" + id + ":Unknown client");
    }

    @Test
    @DisplayName("lives on while its client sends other messages")
    void livesWhileUsed() {
        long longest = Long.MAX_VALUE;
        String id = "";
        while (longest >= IN_TIME) {
            id = at(alone).handshake();
            longest = use(id, end(alone, at(alone).handshake()));
        }

        assertThat(connect(alone, id).isSuccessful()).isTrue();
    }

    /** {@return the longest time between two messages of the session, until another session has ended} */
    private long use(String id, CompletableFuture<Void> other) {
        long longest = 0;
        long last = System.nanoTime();
        while (!other.isDone()) {
            at(alone).ask("{'channel':'/meta/subscribe','clientId':'%s','subscription':'/a'}", id);
            longest = Math.max(longest, System.nanoTime() - last);
            last = System.nanoTime();
            LockSupport.parkNanos(PAUSE);
        }
        return Math.max(longest, System.nanoTime() - last);
    }

    @Test
    @DisplayName("lives on when it has connected, although it sends nothing any more")
    void livesWhenConnected() {
        String id = connected(alone, alone);
        letTimePass(alone);

        assertThat(connect(alone, id).isSuccessful()).isTrue();
    }

    @Test
    @DisplayName("ends too where several processes share the engine")
    void endsInService() {
        String id = at(server).handshake();
        Texts.await(end(server, id));

        assertThat(connect(server, id).error()).contains("401:" + id + ":Unknown client");
    }

    @Test
    @DisplayName("lives on when it has connected in another process, and extensions see no mark of that")
    void livesElsewhere() {
        try (BayeuxServer other = settings().build()) {
            String id = connected(server, other);
            letTimePass(server);

            assertThat(Texts.await(
                            server.sessions().attributes(ClientId.parse(id).orElseThrow())))
                    .contains(Map.of());
        }
    }

    @ParameterizedTest(name = "handshake with [{0}]")
    @ValueSource(strings = {"", ",'ext':{'ack':true}"})
    @DisplayName("lives on when its event stream was opened in another process")
    void livesWithStreamElsewhere(String ext) {
        try (BayeuxServer other = settings().build()) {
            String id = withStream(ext, server, other);
            letTimePass(server);

            assertThat(connect(server, id).isSuccessful()).isTrue();
        }
    }

    /** {@return a session whose stream has been opened in time} */
    private static String withStream(String ext, BayeuxServer first, BayeuxServer then) {
        while (true) {
            long begin = System.nanoTime();
            String id = at(first).handshake(ext);
            Texts.await(at(then).send(
                            () -> "eventsource",
                            "{'channel':'/meta/connect','clientId':'%s','connectionType':'eventsource',"
                                    + "'advice':{'timeout':0}}",
                            id));
            if (System.nanoTime() - begin < IN_TIME) {
                return id;
            }
        }
    }

    @Test
    @DisplayName("has no limit of its own if the connect timeout is 0, which must not be negative")
    void off() {
        try (BayeuxServer patient = limited().connectTimeout(Duration.ZERO).build()) {
            String id = at(patient).handshake();
            letTimePass(alone);
            assertThat(connect(patient, id).isSuccessful()).isTrue();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BayeuxServer.builder().connectTimeout(Duration.ofSeconds(-1)))
                .withMessage("Expected a connect timeout of 0 or more, but got PT-1S");
    }
}
