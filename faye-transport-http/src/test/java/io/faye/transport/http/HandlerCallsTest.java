package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.transport.http.http1.Response;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A handler of other paths")
class HandlerCallsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                handler("throws an exception", call -> {
                    throw new IllegalStateException("planted");
                }),
                handler("throws an error", call -> {
                    throw new AssertionError("planted");
                }),
                handler("returns null", call -> null),
                handler("completes with null", call -> CompletableFuture.completedFuture(null)),
                handler("completes a minimal stage with null", call -> CompletableFuture.completedStage(null)),
                handler("fails", call -> CompletableFuture.failedFuture(new IllegalStateException("planted"))),
                handler("fails a minimal stage", call -> CompletableFuture.failedStage(new AssertionError("planted"))),
                handler("never completes", call -> new CompletableFuture<>()));
    }

    private static Arguments handler(String name, HttpHandler handler) {
        return Arguments.of(name, handler);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is answered with 500 if it")
    @MethodSource("faults")
    void isContained(String name, HttpHandler handler) throws Exception {
        assertThat(answer(handler).status()).isEqualTo(500);
    }

    @Test
    @DisplayName("may answer with a stage of any class")
    void takesMinimalStages() throws Exception {
        assertThat(answer(call -> CompletableFuture.completedStage(HttpReply.notFound()))
                        .status())
                .isEqualTo(404);
    }

    private static Response answer(HttpHandler handler) throws Exception {
        HttpCall call = new HttpCall("GET", "/x", Map.of(), Map.of(), new byte[0], new InetSocketAddress(1));
        return new HandlerCalls(handler, Duration.ofMillis(50)).handle(call).get(10, TimeUnit.SECONDS);
    }
}
