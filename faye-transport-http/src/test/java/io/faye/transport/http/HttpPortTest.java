package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.server.ServerVersion;
import io.faye.transport.http.RawConnection.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("For those who watch the server")
class HttpPortTest extends TestServer {

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> ask(URI uri, String method, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpPort open(HttpHandler pages) {
        return HttpPort.open(server().bayeux(), "127.0.0.1", 0, pages);
    }

    private static HttpHandler paths() {
        return call -> CompletableFuture.completedStage(HttpReply.text(200, "page " + call.path()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready"})
    @DisplayName("a page tells whether the server is up, with engine, version and uptime")
    void health(String path) {
        try (RawConnection connection = connection()) {
            Reply reply = connection.request("GET", path).reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers())
                    .containsEntry("content-type", "application/json; charset=utf-8")
                    .containsEntry("cache-control", "no-store");
            assertThat(reply.body())
                    .startsWith("{\"status\":\"up\",\"engine\":\"memory\"")
                    .contains("\"version\":\"" + ServerVersion.number() + "\",\"uptime\":");
            assertThat(connection.request("HEAD", path).replyWithoutBody().status())
                    .isEqualTo(200);
            assertThat(connection.post(path, "[]").reply().status()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("a page tells the version")
    void version() {
        try (RawConnection connection = connection()) {
            assertThat(connection.request("GET", "/version").reply().body())
                    .startsWith("{\"version\":\"" + ServerVersion.number() + "\",\"java\":\"");
        }
    }

    @Test
    @DisplayName("a server whose engine fails lives, and is not ready")
    void notReady() {
        FayeHttpServer server = server();
        try (RawConnection connection = connection();
                HttpPort port = open(paths())) {
            connection.post("/faye", "[]").reply();
            server.bayeux().close();
            assertThat(statusOf(port, "/health/ready")).isEqualTo(503);
            assertThat(statusOf(port, "/health")).isEqualTo(503);
            assertThat(statusOf(port, "/health/live")).isEqualTo(200);
        }
    }

    private int statusOf(HttpPort port, String path) {
        try {
            return ask(port.uri().resolve(path), "GET", "").statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("a port of its own has pages, health and no Bayeux")
    void servesPages() throws Exception {
        try (HttpPort port = open(paths())) {
            assertThat(port.uri().toString()).isEqualTo("http://127.0.0.1:" + port.port() + "/");
            assertThat(ask(port.uri().resolve("/any"), "GET", "").body()).isEqualTo("page /any");
            assertThat(ask(port.uri().resolve("/faye"), "POST", "[]").body()).isEqualTo("page /faye");
            assertThat(ask(port.uri().resolve("/faye.js"), "GET", "").body()).isEqualTo("page /faye.js");
            assertThat(ask(port.uri().resolve("/health/ready"), "GET", "").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a port of its own ends when it is closed, and the server goes on")
    void closes() {
        HttpPort port = open(paths());
        port.close();
        port.close();
        assertThatThrownBy(() -> ask(port.uri(), "GET", "")).isInstanceOf(IOException.class);
        try (RawConnection connection = connection()) {
            assertThat(connection.post("/faye", "[]").reply().status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a port of its own that is taken is refused with its number")
    void taken() {
        assertThatThrownBy(() -> HttpPort.open(server().bayeux(), "127.0.0.1", server().port(), paths()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(":" + server().port());
    }
}
