package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.engine.EngineOptions;
import io.faye.protocol.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The limits of a service with two processes")
class ServiceLimitsTest extends ServerTest {

    private final TwoProcesses processes = new TwoProcesses();
    private BayeuxServer other;
    private Remote there;

    @Override
    BayeuxServerBuilder settings() {
        return super.settings()
                .engine(processes, EngineOptions.none())
                .maxSessions(3)
                .maxSubscriptions(3);
    }

    @BeforeEach
    void startOther() {
        other = settings().build();
        there = new Remote(other, Runnable::run, false);
    }

    @AfterEach
    void stopOther() {
        other.close();
    }

    @Test
    @DisplayName("count the sessions of both")
    void countSessions() {
        http().handshake();
        http().handshake();
        there.handshake();
        String handshake = "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']}";

        assertThat(http().askOne(handshake).error()).contains("400:sessions:Bad request");
        assertThat(there.askOne(handshake).error()).contains("400:sessions:Bad request");
    }

    @Test
    @DisplayName("count the subscriptions that a session makes in both")
    void countSubscriptions() {
        String id = http().handshake();
        http().subscribe(id, "/a");
        there.subscribe(id, "/b");
        http().subscribe(id, "/c");
        String subscribe = "{'channel':'/meta/subscribe','clientId':'%s','subscription':'/d'}";
        Message reply = there.askOne(subscribe, id);

        assertThat(reply.error()).contains("400:subscriptions:Bad request");
        http().ask("{'channel':'/meta/unsubscribe','clientId':'%s','subscription':'/b'}", id);
        assertThat(there.askOne(subscribe, id).isSuccessful()).isTrue();
    }

    @Test
    @DisplayName("do not exist for subscriptions if the option is 0")
    void unlimitedSubscriptions() {
        try (BayeuxServer open = BayeuxServer.builder().maxSubscriptions(0).build()) {
            Remote remote = new Remote(open, Runnable::run, false);
            String id = remote.handshake();
            for (int i = 0; i < 10; i++) {
                remote.subscribe(id, "/a/" + i);
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings().maxSubscriptions(-1))
                .withMessageContaining("-1");
    }
}
