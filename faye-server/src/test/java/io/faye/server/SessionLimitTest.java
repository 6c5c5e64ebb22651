package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.protocol.Message;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The limit of sessions")
class SessionLimitTest extends ServerTest {

    private static final String HANDSHAKE =
            "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']}";

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().maxSessions(3);
    }

    @Test
    @DisplayName("refuses one more, until another ends, and leaves those that are there alone")
    void limitsSessions() {
        Remote remote = http();
        String first = remote.handshake();
        remote.handshake();
        String last = remote.handshake();

        Message refused = remote.askOne(HANDSHAKE);
        assertThat(refused.error()).contains("400:sessions:Bad request");
        assertThat(refused.field("advice").orElseThrow())
                .hasToString("{\"reconnect\":\"handshake\",\"interval\":5000}");
        remote.subscribe(last, "/a");

        remote.ask("{'channel':'/meta/disconnect','clientId':'%s'}", first);
        assertThat(remote.handshake()).isNotEmpty();
    }

    @Test
    @DisplayName("is none if it is 0")
    void offSwitch() {
        try (BayeuxServer open = super.settings().maxSessions(0).build()) {
            Set<String> clients = new HashSet<>();
            Remote remote = new Remote(open, Runnable::run, false);
            for (int i = 0; i < 10; i++) {
                clients.add(remote.handshake());
            }
            assertThat(clients).hasSize(10);
        }
    }

    @Test
    @DisplayName("cannot be negative")
    void negative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> super.settings().maxSessions(-1))
                .withMessageContaining("-1");
    }
}
