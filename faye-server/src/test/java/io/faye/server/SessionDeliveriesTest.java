package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.EngineException;
import io.faye.engine.SessionChannel;
import io.faye.extension.Session.Outcome;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Messages to one session")
class SessionDeliveriesTest {

    private static final ClientId CLIENT = ClientId.random(new Random(1));

    private final List<CompletableFuture<Change>> subscribes = new ArrayList<>();
    private final List<String> published = new ArrayList<>();
    /** Completes each subscribe when the test says so, as threads that are delayed do. */
    private final Engine engine = (Engine) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("subscribe")) {
                    subscribes.add(new CompletableFuture<>());
                    return subscribes.get(subscribes.size() - 1);
                }
                published.add(((Message) arguments[0]).toString());
                return CompletableFuture.completedFuture(true);
            });

    private final SessionDeliveries deliveries = new SessionDeliveries(engine);

    private CompletionStage<Outcome> deliver(int data) {
        return deliveries.deliver(
                CLIENT, SessionChannel.wrap(CLIENT, Texts.message("{'channel':'/a','data':%s}", data)));
    }

    private void arePublished(int... data) {
        assertThat(published).hasSize(data.length);
        for (int i = 0; i < data.length; i++) {
            assertThat(published.get(i)).contains("\"data\":" + data[i]);
        }
    }

    @Test
    @DisplayName("are published in the order of the calls, in whatever order the engine's stages complete")
    void inOrder() {
        List<CompletionStage<Outcome>> outcomes = List.of(deliver(1), deliver(2), deliver(3));

        subscribes.get(1).complete(Change.UNCHANGED);
        subscribes.get(2).complete(Change.UNCHANGED);
        arePublished();
        subscribes.get(0).complete(Change.CHANGED);
        arePublished(1, 2, 3);
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(Texts.await(outcome)).isEqualTo(Outcome.DONE));
    }

    @Test
    @DisplayName("do not wait for one that cannot be published")
    void failed() {
        CompletionStage<Outcome> failed = deliver(1);
        CompletionStage<Outcome> refused = deliver(2);
        CompletionStage<Outcome> third = deliver(3);

        subscribes.get(2).complete(Change.CHANGED);
        subscribes.get(1).complete(Change.LIMIT_REACHED);
        subscribes.get(0).completeExceptionally(new EngineException("on purpose"));

        assertThat(failed.toCompletableFuture()).isCompletedExceptionally();
        assertThat(Texts.await(refused)).isEqualTo(Outcome.LIMIT_REACHED);
        assertThat(Texts.await(third)).isEqualTo(Outcome.DONE);
        arePublished(3);
    }

    @Test
    @DisplayName("may be delivered by what depends on the outcome of another")
    void nested() {
        CompletionStage<Outcome> nested = deliver(1).thenCompose(done -> {
            CompletionStage<Outcome> next = deliver(2);
            subscribes.get(1).complete(Change.UNCHANGED);
            assertThat(Texts.await(next)).isEqualTo(Outcome.DONE);
            return next;
        });

        subscribes.get(0).complete(Change.CHANGED);
        assertThat(Texts.await(nested)).isEqualTo(Outcome.DONE);
        arePublished(1, 2);
    }
}
