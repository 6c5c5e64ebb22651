package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("While the engine fails, a server")
class FailingEngineTest extends ServerTest {

    private static final class AwayProvider implements EngineProvider {
        @Override
        public String name() {
            return "away";
        }

        @Override
        public EngineCapabilities capabilities() {
            return EngineCapabilities.builder().build();
        }

        @Override
        public Engine create(EngineContext context, EngineOptions options) {
            return (Engine) Proxy.newProxyInstance(
                    Engine.class.getClassLoader(),
                    new Class<?>[] {Engine.class},
                    (proxy, method, arguments) -> method.getName().equals("close")
                            ? null
                            : CompletableFuture.failedFuture(new EngineException("the backend is away")));
        }
    }

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().engine(new AwayProvider(), EngineOptions.none());
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("claims no success")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'channel':'/a','data':1} | 407:/a:Failed to publish",
                "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']}"
                        + " | 500::Internal server error",
                "{'channel':'/meta/connect','clientId':'0000000000000000000000000000abc','connectionType':'websocket'}"
                        + " | 500::Internal server error",
                "{'channel':'/meta/connect','clientId':'0000000000000000000000000000abc','connectionType':'eventsource'}"
                        + " | 500::Internal server error",
                "{'channel':'/meta/subscribe','clientId':'0000000000000000000000000000abc','subscription':'/a'}"
                        + " | 500::Internal server error",
                "{'channel':'/meta/unsubscribe','clientId':'0000000000000000000000000000abc','subscription':[]}"
                        + " | 500::Internal server error",
                "{'channel':'/meta/disconnect','clientId':'0000000000000000000000000000abc'} | 500::Internal server error",
            })
    void claimsNoSuccess(String request, String error) {
        Message reply = http().askOne(request);

        assertThat(reply.isSuccessful()).isFalse();
        assertThat(reply.error()).contains(error);
    }

    @Test
    @DisplayName("lets clients come back with their sessions later, instead of all shaking hands at once")
    void advisesToRetry() {
        Message reply = http().askOne("{'channel':'/meta/connect','clientId':'0000000000000000000000000000abc',"
                + "'connectionType':'long-polling'}");

        assertThat(reply.field("advice")).contains(Json.parse("{\"reconnect\":\"retry\",\"interval\":2000}"));
    }

    @Test
    @DisplayName("shows extensions no message of a client that it cannot look up, as if it were a stranger's")
    void showsNoStranger() {
        List<Message> seen = new CopyOnWriteArrayList<>();
        server.addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                seen.add(message);
                return Verdict.pass(message);
            }
        });
        Message reply = http().askOne(
                        "{'channel':'/meta/subscribe','clientId':'0000000000000000000000000000abc','subscription':'/a'}");

        assertThat(reply.error()).contains("500::Internal server error");
        assertThat(seen).isEmpty();
    }

    @Test
    @DisplayName("is not well, and says why")
    void isNotWell() {
        assertThat(Texts.await(server.health()))
                .extracting(Health::up, Health::engine, Health::detail)
                .containsExactly(false, "away", "the backend is away");
    }
}
