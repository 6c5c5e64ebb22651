package io.faye.client.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.client.FayeClient;
import io.faye.client.spi.ClientNetwork.Socket;
import io.faye.client.spi.ClientNetwork.SocketListener;
import io.faye.client.spi.HttpAnswer;
import io.faye.transport.http.FayeHttpServer;
import io.faye.transport.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the tests of the client, which run again with this network, do not look at. */
@DisplayName("A network on OkHttp")
class OkHttpNetworkTest {

    private static final byte[] NOTHING = {};

    private final CompletableFuture<HttpReply> held = new CompletableFuture<>();
    private final FayeHttpServer server = FayeHttpServer.builder()
            .host("127.0.0.1")
            .fallback(call -> switch (call.path()) {
                case "/cookie" ->
                    CompletableFuture.completedFuture(
                            HttpReply.text(200, call.header("cookie").orElse("none"))
                                    .with("Set-Cookie", "a=set; Path=/"));
                case "/held" -> held;
                default -> CompletableFuture.completedFuture(HttpReply.notFound());
            })
            .start();

    @AfterEach
    void close() {
        held.complete(HttpReply.notFound());
        server.close();
    }

    private URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + server.port() + path);
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private String cookies(OkHttpNetwork network, Map<String, String> headers) throws Exception {
        HttpAnswer answer = await(network.post(uri("http", "/cookie"), headers, NOTHING));
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("keeps cookies for itself, and sends that which the application sets in their place")
    void keepsCookies() throws Exception {
        OkHttpNetwork network = new OkHttpNetwork();

        assertThat(cookies(network, Map.of())).isEqualTo("none");
        assertThat(cookies(network, Map.of())).isEqualTo("a=set");
        assertThat(cookies(network, Map.of("Cookie", "a=mine"))).isEqualTo("a=mine");
        assertThat(cookies(new OkHttpNetwork(), Map.of())).isEqualTo("none");
    }

    @Test
    @DisplayName("uses the interceptors of the application's OkHttpClient")
    void usesInterceptors() {
        AtomicInteger requests = new AtomicInteger();
        OkHttpClient ours = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    requests.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .build();
        try (FayeClient client = FayeClient.builder(server.uri())
                .network(new OkHttpNetwork(ours))
                .build()) {
            client.publish("/a", "text").orTimeout(30, TimeUnit.SECONDS).join();
        }
        assertThat(requests).hasPositiveValue();
    }

    @Test
    @DisplayName("says which status a server answers in place of a WebSocket")
    void tellsRefusals() {
        CompletableFuture<Socket> opened = new OkHttpNetwork()
                .open(uri("ws", "/nowhere"), Map.of(), new SocketListener() {
                    @Override
                    public void received(String text) {
                        throw new AssertionError("Nothing is open");
                    }

                    @Override
                    public void closed(String reason) {
                        throw new AssertionError("Nothing was open");
                    }
                });
        assertThatThrownBy(() -> await(opened))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessage("no WebSocket, but HTTP 404");
    }

    @Test
    @DisplayName("ends a request that is cancelled")
    void cancels() {
        CompletableFuture<HttpAnswer> answer = new OkHttpNetwork().post(uri("http", "/held"), Map.of(), NOTHING);
        Awaitility.await("the request")
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> server.statistics().httpConnections() == 1);

        assertThat(answer.cancel(true)).isTrue();

        Awaitility.await("the end of its connection")
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> server.statistics().httpConnections() == 0);
    }
}
