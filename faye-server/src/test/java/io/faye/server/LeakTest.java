package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineListener;
import io.faye.engine.EngineOptions;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server keeps nothing of a session")
class LeakTest extends ServerTest {

    private final ScriptedEngine engine = new ScriptedEngine();

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().engine(engine, EngineOptions.none());
    }

    private void keepsNothing() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.statistics().attachedSessions() == 0);
    }

    @Test
    @DisplayName("that ends while the engine attaches it")
    void endsDuringAttach() {
        String id = http().handshake();
        engine.holdAttaches();
        CompletableFuture<List<Message>> poll = http().connect(id, 1);
        http().ask("{'channel':'/meta/disconnect','clientId':'%s'}", id);
        engine.attach(1).completes();

        assertThat(Texts.await(poll).get(0).error()).contains("401:" + id + ":Unknown client");
        keepsNothing();
    }

    @Test
    @DisplayName("that a listener ends during its handshake")
    void endsDuringHandshake() {
        server.addListener(new EngineListener() {
            @Override
            public void handshake(ClientId client) {
                server.sessions().disconnect(client);
            }
        });
        String id = http().handshake();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Texts.await(
                        server.sessions().attributes(ClientId.parse(id).orElseThrow()))
                .isEmpty());

        keepsNothing();
    }

    @Test
    @DisplayName("that only began, subscribes or ends here")
    void neverConnected() {
        String id = http().handshake();
        http().subscribe(id, "/a");
        keepsNothing();
        http().ask("{'channel':'/meta/disconnect','clientId':'%s'}", id);

        keepsNothing();
    }

    @Test
    @DisplayName("whose connect or stream the engine does not know")
    void unknown() {
        http().ask("{'channel':'/meta/connect','clientId':'%s','connectionType':'long-polling'}", "0".repeat(31));
        socket().streams("0".repeat(31));

        keepsNothing();
    }

    @Test
    @DisplayName("whose connect fails")
    void failed() {
        String id = http().handshake();
        engine.fail("attach");
        Message reply = Texts.await(http().connect(id, 1)).get(0);

        assertThat(reply.error()).contains("500::Internal server error");
        keepsNothing();
    }

    @Test
    @DisplayName("whose last connection has closed, or that has ended")
    void over() {
        Remote socket = socket();
        String id = socket.handshake();
        socket.connect(id, 1);
        assertThat(server.statistics().attachedSessions()).isOne();
        socket.breaks();
        keepsNothing();
        http().connect(id, 2);
        assertThat(server.statistics().attachedSessions()).isOne();
        http().ask("{'channel':'/meta/disconnect','clientId':'%s'}", id);

        keepsNothing();
    }
}
