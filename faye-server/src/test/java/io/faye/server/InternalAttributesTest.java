package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.engine.EngineOptions;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Session attributes whose names begin with 'faye.'")
class InternalAttributesTest extends ServerTest {

    private final ScriptedEngine engine = new ScriptedEngine();

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().engine(engine, EngineOptions.none());
    }

    private static ClientId client(String id) {
        return ClientId.parse(id).orElseThrow();
    }

    @Test
    @DisplayName("are not seen by extensions")
    void areHidden() {
        List<Map<String, String>> seen = new CopyOnWriteArrayList<>();
        server.addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                seen.add(exchange.attributes());
                return Verdict.pass(message);
            }
        });
        String id = http().handshake(",'ext':{'ack':true}");
        Texts.await(server.sessions().setAttribute(client(id), "user", "alice"));
        http().subscribe(id, "/a");

        assertThat(seen.get(1)).isEqualTo(Map.of("user", "alice"));
        assertThat(Texts.await(server.sessions().attributes(client(id)))).contains(Map.of("user", "alice"));
        assertThat(Texts.await(server.sessions().list(null, 10)).clients())
                .isEqualTo(Map.of(client(id), Map.of("user", "alice")));
    }

    @Test
    @DisplayName("are not set or removed by extensions")
    void areRefused() {
        String id = http().handshake(",'ext':{'ack':true}");
        server.addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                exchange.setAttribute("faye.ack", null);
                return Verdict.pass(message);
            }
        });
        Message reply = http().askOne("{'channel':'/meta/subscribe','clientId':'%s','subscription':'/a'}", id);

        assertThat(reply.error()).contains("500::Internal server error");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.sessions().setAttribute(client(id), "faye.ack", "false"))
                .withMessageContaining("faye.ack");
        assertThat(Texts.await(engine.memory().attributes(client(id))).orElseThrow())
                .containsKey("faye.ack");
    }

    @ParameterizedTest
    @DisplayName("and notes that are malformed leave no connect unanswered")
    @ValueSource(strings = {"", "x", "7", "7:", "x:once:\"a\"", "7:once:{", "::", "-1:again:1"})
    void malformed(String text) {
        engine.leaveNote(text);
        String id = http().handshake();
        http().subscribe(id, "/a");
        Texts.await(engine.memory().setAttribute(client(id), "faye.answered", text));
        http().publish("/a", 1);

        assertThat(http().poll(id, "p")).containsExactly("1");
    }
}
