package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A server whose engine")
class FaultyEngineTest extends ServerTest {

    private final ScriptedProvider provider = new ScriptedProvider();

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().operationTimeout(Duration.ofMillis(300)).engine(provider, EngineOptions.none());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("throws an exception", operation -> {
                    throw new IllegalStateException("planted");
                }),
                fault("throws an error", operation -> {
                    throw new AssertionError("planted");
                }),
                fault("returns null", operation -> null),
                fault("completes with null", operation -> CompletableFuture.completedFuture(null)),
                fault("completes minimal stages with null", operation -> CompletableFuture.completedStage(null)),
                fault("fails minimal stages", operation -> CompletableFuture.failedStage(new Error("planted"))),
                fault("never completes", operation -> new CompletableFuture<>()));
    }

    private static Arguments fault(String name, Function<String, @Nullable Object> fault) {
        return Arguments.of(name, fault);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("answers each request, and goes on when the engine does")
    @MethodSource("faults")
    void answers(String name, Function<String, @Nullable Object> fault) {
        Remote remote = socket();
        String client = remote.handshake();
        provider.misbehave(fault);
        assertThat(remote.askOne("{'channel':'/meta/subscribe','clientId':'%s','subscription':'/a'}", client))
                .satisfies(FaultyEngineTest::isRefused);
        assertThat(remote.askOne("{'channel':'/meta/connect','clientId':'%s','connectionType':'websocket'}", client))
                .satisfies(FaultyEngineTest::isRefused);
        assertThat(http().askOne("{'channel':'/a','data':1,'clientId':'%s'}", client))
                .satisfies(reply -> assertThat(reply.isSuccessful()).isFalse());
        assertThat(remote.isClosed()).isFalse();
        provider.comeBack();
        remote.subscribe(client, "/a");
        remote.connect(client, 1);
        http().publish("/a", 2);
        assertThat(remote.receives(1)).containsExactly("2");
    }

    private static void isRefused(Message reply) {
        assertThat(reply.error()).contains("500::Internal server error");
    }
}
