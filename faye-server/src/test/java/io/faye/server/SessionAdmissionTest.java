package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.faye.engine.EndReason;
import io.faye.engine.EngineOptions;
import io.faye.engine.QueueLimits;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a transport wants to know of a session's end")
class SessionAdmissionTest extends ServerTest {

    private static final String HANDSHAKE =
            "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']}";

    private final AtomicInteger ended = new AtomicInteger();
    private final SessionAdmission counting = SessionAdmission.granted(ended::incrementAndGet);

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().maxSessions(2).queueLimits(new QueueLimits(1, 1_000, QueueLimits.Policy.END_SESSION));
    }

    private Remote counted(BayeuxServer at) {
        return new Remote(at, Runnable::run, false).admits(counting);
    }

    private void endsOnce() {
        await().atMost(Duration.ofSeconds(20)).until(() -> ended.get() > 0);
        assertThat(ended).hasValue(1);
    }

    @Test
    @DisplayName("it learns when the client disconnects, once")
    void disconnected() {
        Remote remote = counted(server);
        String id = remote.handshake();
        assertThat(ended).hasValue(0);
        remote.ask("{'channel':'/meta/disconnect','clientId':'%s'}", id);
        remote.ask("{'channel':'/meta/disconnect','clientId':'%s'}", id);

        assertThat(ended).hasValue(1);
    }

    @Test
    @DisplayName("it learns when the application ends the session")
    void kicked() {
        String id = counted(server).handshake();
        Texts.await(server.sessions().disconnect(ClientId.parse(id).orElseThrow()));

        endsOnce();
    }

    @Test
    @DisplayName("it learns when the queue overflows")
    void overflowed() {
        Remote remote = counted(server);
        remote.subscribe(remote.handshake(), "/a");
        remote.publish("/a", 1);
        remote.publish("/a", 2);

        endsOnce();
        assertThat(server.statistics().engine().sessionsEnded(EndReason.OVERFLOWED))
                .isOne();
    }

    @Test
    @DisplayName("it learns when the session expires")
    void expired() {
        try (BayeuxServer quick =
                BayeuxServer.builder().timeout(Duration.ofMillis(100)).build()) {
            counted(quick).handshake();
            endsOnce();
            assertThat(quick.statistics().engine().sessionsEnded(EndReason.EXPIRED))
                    .isOne();
        }
    }

    @Test
    @DisplayName("it learns within the timeout when the session ends in another process")
    void endedElsewhere() {
        TwoProcesses processes = new TwoProcesses();
        Duration timeout = Duration.ofSeconds(2);
        try (BayeuxServer first = BayeuxServer.builder()
                        .timeout(timeout)
                        .engine(processes, EngineOptions.none())
                        .build();
                BayeuxServer second = BayeuxServer.builder()
                        .timeout(timeout)
                        .engine(processes, EngineOptions.none())
                        .build()) {
            String id = counted(first).handshake();
            new Remote(second, Runnable::run, false).ask("{'channel':'/meta/disconnect','clientId':'%s'}", id);
            endsOnce();
        }
    }

    @Test
    @DisplayName("it learns too if the session could not begin")
    void notBegun() {
        http().handshake();
        http().handshake();
        assertThat(counted(server).askOne(HANDSHAKE).error()).contains("400:sessions:Bad request");

        assertThat(ended).hasValue(1);
    }

    @Test
    @DisplayName("it does not learn of a session that it refused, whose client is advised to come later")
    void refused() {
        Message reply = http().admits(SessionAdmission.refused(BayeuxError.tooMany("sessions")))
                .askOne(HANDSHAKE);

        assertThat(reply.error()).contains("429:sessions:Too many sessions");
        assertThat(reply.field("advice").orElseThrow()).hasToString("{\"reconnect\":\"handshake\",\"interval\":5000}");
    }
}
