package io.faye.transport.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.transport.http.RawConnection.Reply;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A list of allowed origins")
class OriginsTest extends TestServer {

    private static final String OURS = "Origin: https://ours.example:8443";
    private static final String[] UPGRADE = {
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    @BeforeEach
    void start() {
        server(builder()
                .allowedOrigins(
                        List.of("https://Ours.example:8443", "http://also.example:80", "app://our_app", "file://")));
    }

    private Reply get(String target, String... headers) {
        try (RawConnection connection = connection()) {
            return connection.request("GET", target, headers).reply();
        }
    }

    private Reply upgrade(String... more) {
        String[] headers = java.util.Arrays.copyOf(UPGRADE, UPGRADE.length + more.length);
        System.arraycopy(more, 0, headers, UPGRADE.length, more.length);
        return get("/faye", headers);
    }

    @Test
    @DisplayName("lets those on it in")
    void allows() {
        assertThat(upgrade(OURS).status()).isEqualTo(101);
        assertThat(get("/faye/x", "Accept: text/event-stream", "Origin: http://also.example")
                        .status())
                .isEqualTo(200);
        assertThat(upgrade("Origin: app://our_app").status()).isEqualTo(101);
        assertThat(upgrade("Origin: file://").status()).isEqualTo(101);
        assertThat(get("/faye?message=[]", "Referer: https://ours.example:8443/a/page?x#y")
                        .status())
                .isEqualTo(200);
        assertThat(get("/faye?message=[]", OURS).headers())
                .containsEntry("access-control-allow-origin", "https://ours.example:8443");
    }

    @Test
    @DisplayName("lets in what names no origin, because it is no browser, but no scripts, which browsers load so")
    void anonymous() {
        assertThat(upgrade().status()).isEqualTo(101);
        assertThat(get("/faye/x", "Accept: text/event-stream").status()).isEqualTo(200);
        assertThat(get("/faye?message=[]").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example",
                "https://ours.example",
                "http://ours.example:8443",
                "https://ours.example:8443.other.example",
                "https://ours.example:8443@other.example",
                "null",
                "nonsense"
            })
    @DisplayName("keeps others from every transport")
    void refuses(String origin) {
        assertThat(upgrade("Origin: " + origin).status()).isEqualTo(403);
        assertThat(get("/faye/x", "Accept: text/event-stream", "Origin: " + origin)
                        .status())
                .isEqualTo(403);
        assertThat(get("/faye?message=[]", "Referer: " + origin + "/page").status())
                .isEqualTo(403);
        assertThat(get("/faye?message=[]", "Origin: " + origin, "Referer: https://ours.example:8443/")
                        .status())
                .isEqualTo(403);
        try (RawConnection connection = connection()) {
            assertThat(connection
                            .post("/faye", "[]", "Origin: " + origin)
                            .reply()
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    @DisplayName("keeps forms of other pages from publishing, and lets in those of its own and programs")
    void forms() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        server().bayeux()
                .client()
                .subscribe("/chat", message -> heard.add(message.data().toString()))
                .toCompletableFuture()
                .get(5, SECONDS);

        assertThat(form("foreign", "Origin: https://other.example").status()).isEqualTo(403);
        assertThat(form("hidden", "Origin: null").status()).isEqualTo(403);
        assertThat(form("own", OURS).status()).isEqualTo(200);
        assertThat(form("program", "X: no origin").status()).isEqualTo(200);

        assertThat(heard.poll(5, SECONDS)).contains("own");
        assertThat(heard.poll(5, SECONDS)).contains("program");
    }

    private Reply form(String data, String origin) {
        String body = "message={\"channel\":\"/chat\",\"data\":\"" + data + "\"}";
        try (RawConnection connection = connection()) {
            return connection
                    .head("POST /faye HTTP/1.1", "Host: localhost", "Content-Length: " + body.length(), origin)
                    .send(body)
                    .reply();
        }
    }

    @Test
    @DisplayName("keeps others from reading replies")
    void noCors() {
        try (RawConnection connection = connection()) {
            for (String header : List.of("Origin: https://other.example", "X: no origin")) {
                Reply preflight = connection.request("OPTIONS", "/faye", header).reply();
                assertThat(preflight.status()).isEqualTo(200);
                assertThat(preflight.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            }
            assertThat(connection.post("/faye", "[]", OURS).reply().headers())
                    .containsEntry("access-control-allow-origin", "https://ours.example:8443")
                    .containsEntry("access-control-allow-credentials", "true");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "ours.example", "https://ours.example/", "https://a@ours.example", "a b", ""})
    @DisplayName("holds nothing but origins")
    void noOrigins(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FayeHttpServer.builder().allowedOrigins(List.of(text)))
                .withMessageContaining("'" + text + "'");
    }
}
