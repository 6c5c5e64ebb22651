package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.transport.http.RawConnection.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The handler of other paths")
class HttpHandlerTest extends TestServer {

    private RawConnection handledBy(HttpHandler handler) {
        return new RawConnection(server(builder().fallback(handler)));
    }

    private static CompletionStage<HttpReply> now(HttpReply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    @Test
    @DisplayName("sees the whole request")
    void call() {
        CompletableFuture<HttpCall> seen = new CompletableFuture<>();
        try (RawConnection connection = handledBy(call -> {
            seen.complete(call);
            return now(HttpReply.json(200, "{}"));
        })) {
            connection.send(
                    "PUT /a%20b?x=1&x=%C3%BC&y HTTP/1.1\r\nX-One: 1\r\nx-one: 2\r\nContent-Length: 4\r\n\r\nbody");
            assertThat(connection.reply().headers()).containsEntry("content-type", "application/json; charset=utf-8");
            HttpCall call = seen.join();
            assertThat(call.method()).isEqualTo("PUT");
            assertThat(call.path()).isEqualTo("/a%20b");
            assertThat(call.query()).isEqualTo(Map.of("x", List.of("1", "ü"), "y", List.of("")));
            assertThat(call.parameter("x")).contains("1");
            assertThat(call.parameter("z")).isEmpty();
            assertThat(call.headers()).containsEntry("x-one", List.of("1", "2"));
            assertThat(call.header("x-one")).contains("1");
            assertThat(new String(call.body(), StandardCharsets.UTF_8)).isEqualTo("body");
            assertThat(call.remoteAddress().toString()).contains("127.0.0.1");
        }
    }

    @Test
    @DisplayName("answers what it likes, when it likes, and replies stay in order")
    void reply() {
        CompletableFuture<HttpReply> first = new CompletableFuture<>();
        try (RawConnection connection = handledBy(call -> {
            if (call.path().equals("/first")) {
                return first;
            }
            first.complete(HttpReply.text(201, "one").with("Set-Cookie", "a=b").with("X", "y"));
            return now(HttpReply.of(200, "image/png", new byte[] {1, 2}));
        })) {
            connection.request("GET", "/first").request("GET", "/second");
            Reply one = connection.reply();
            assertThat(one.status()).isEqualTo(201);
            assertThat(one.body()).isEqualTo("one");
            assertThat(one.headers()).containsEntry("set-cookie", "a=b").containsEntry("x", "y");
            assertThat(connection.reply().headers()).containsEntry("content-type", "image/png");
        }
    }

    @Test
    @DisplayName("need not care about HEAD and 204")
    void withoutBody() {
        try (RawConnection connection = handledBy(
                call -> now(call.method().equals("HEAD") ? HttpReply.text(200, "abc") : HttpReply.text(204, "abc")))) {
            Reply head = connection.request("HEAD", "/").replyWithoutBody();
            assertThat(head.headers()).containsEntry("content-length", "3");
            Reply nothing = connection.request("GET", "/").reply();
            assertThat(nothing.status()).isEqualTo(204);
            assertThat(nothing.headers()).doesNotContainKey("content-length");
            assertThat(connection.post("/faye", "[]").reply().body()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("may fail: the client gets 500 and no details, and the connection goes on")
    void fails() {
        try (RawConnection connection = handledBy(call -> {
            if (call.path().equals("/throws")) {
                throw new IllegalStateException("secret");
            }
            return CompletableFuture.failedFuture(new IllegalStateException("secret"));
        })) {
            for (String path : List.of("/throws", "/fails")) {
                Reply reply = connection.request("GET", path).reply();
                assertThat(reply.status()).isEqualTo(500);
                assertThat(reply.body()).isEqualTo("Internal server error");
            }
        }
    }

    @Test
    @DisplayName("cannot be tricked into header fields that break the line")
    void splitting() {
        HttpReply reply = HttpReply.notFound();
        assertThatIllegalArgumentException().isThrownBy(() -> reply.with("X", "a\r\nSet-Cookie: b"));
        assertThatIllegalArgumentException().isThrownBy(() -> reply.with("X: y\n", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> reply.with("", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> HttpReply.text(99, ""));
    }
}
