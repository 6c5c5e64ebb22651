package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of what a client has sent before its connection closed")
class ClosedConnectionTest extends ServerTest {

    private final SlowEngine engine = new SlowEngine();

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().engine(engine, EngineOptions.none());
    }

    @Test
    @DisplayName("names that were not subscribed to yet, handshakes and connects are dropped, publications are not")
    void dropsWhatNeedsReplies() {
        Remote listener = socket();
        String hearing = listener.handshake();
        listener.send("[{'channel':'/meta/subscribe','clientId':'%s','subscription':'/news'}]", hearing);
        engine.answer(1);
        listener.connect(hearing, 1);
        Remote leaving = http();
        String id = leaving.handshake();
        int sessions = engine.calls("createClient").size();
        int attaches = engine.calls("attach").size();

        leaving.send(
                "[{'channel':'/meta/subscribe','clientId':'%s','subscription':['/a','/b','/c']},"
                        + "{'channel':'/meta/subscribe','clientId':'%s','subscription':'/d'},"
                        + "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']},"
                        + "{'channel':'/meta/connect','clientId':'%s','connectionType':'long-polling'},"
                        + "{'channel':'/meta/unsubscribe','clientId':'%s','subscription':['/x','/y']},"
                        + "{'channel':'/news','data':'still'}]",
                id, id, id, id);
        leaving.breaks();
        engine.answer(2);

        assertThat(listener.receives(1)).containsExactly("\"still\"");
        assertThat(engine.subscribed).containsExactly("/news", "/a");
        assertThat(engine.calls("createClient")).hasSize(sessions);
        assertThat(engine.calls("attach")).hasSize(attaches);
        assertThat(engine.calls("unsubscribe")).hasSize(2);
    }

    /** A memory engine that notes its calls, and whose subscriptions are answered when the test says so. */
    private static final class SlowEngine implements EngineProvider {

        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final List<String> subscribed = new CopyOnWriteArrayList<>();
        private final List<CompletableFuture<Change>> answers = new CopyOnWriteArrayList<>();

        List<String> calls(String name) {
            return calls.stream().filter(name::equals).toList();
        }

        void answer(int number) {
            await().atMost(Duration.ofSeconds(20)).until(() -> answers.size() >= number);
            answers.get(number - 1).complete(Change.CHANGED);
        }

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public EngineCapabilities capabilities() {
            return EngineCapabilities.builder().build();
        }

        @Override
        public Engine create(EngineContext context, EngineOptions options) {
            Engine memory = EngineProvider.named("memory").create(context, options);
            return (Engine) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                        calls.add(method.getName());
                        try {
                            Object result = method.invoke(memory, arguments);
                            return method.getName().equals("subscribe") ? held(arguments[1]) : result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private CompletableFuture<Change> held(Object pattern) {
            CompletableFuture<Change> answer = new CompletableFuture<>();
            subscribed.add(pattern.toString());
            answers.add(answer);
            return answer;
        }
    }
}
