package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The clients of the JDK")
class JdkClientTest extends TestServer {

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @Test
    @DisplayName("poll, also when they try to change to HTTP/2")
    void polls() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server().uri())
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"channel\":\"/a\",\"data\":1}"))
                .build();
        for (int i = 0; i < 3; i++) {
            assertThat(client.send(request, BodyHandlers.ofString()).body())
                    .isEqualTo("[{\"channel\":\"/a\",\"successful\":true}]");
        }
    }

    @Test
    @DisplayName("open WebSockets, send in pieces, and close")
    void webSocket() throws Exception {
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(server().uri().toString().replace("http:", "ws:")), new Receiver(texts, closed))
                .get(10, TimeUnit.SECONDS);
        socket.sendText("[{\"channel\":\"/a\",", false).get(10, TimeUnit.SECONDS);
        socket.sendText("\"data\":\"" + "ü".repeat(70_000) + "\"}]", true).get(10, TimeUnit.SECONDS);
        assertThat(texts.poll(10, TimeUnit.SECONDS)).isEqualTo("[{\"channel\":\"/a\",\"successful\":true}]");
        socket.sendClose(4_000, "bye").get(10, TimeUnit.SECONDS);
        assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(4_000);
    }

    private record Receiver(BlockingQueue<String> texts, CompletableFuture<Integer> closed)
            implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            texts.add(text.toString());
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return WebSocket.Listener.super.onClose(socket, code, reason);
        }
    }
}
