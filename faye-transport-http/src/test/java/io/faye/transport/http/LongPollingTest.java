package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.faye.transport.http.RawConnection.Reply;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Long-polling by JSON POST")
class LongPollingTest extends TestServer {

    @Test
    @DisplayName("answers with the headers that Faye sends")
    void headers() {
        try (RawConnection connection = connection()) {
            Reply reply = connection.post("/faye", "[]").reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("[]");
            assertThat(reply.headers())
                    .contains(
                            entry("content-type", "application/json; charset=utf-8"),
                            entry("cache-control", "no-cache, no-store"),
                            entry("x-content-type-options", "nosniff"),
                            entry("content-length", "2"))
                    .containsKey("date")
                    .doesNotContainKeys("access-control-allow-origin", "access-control-allow-credentials");
        }
    }

    @Test
    @DisplayName("hands a published message to a held poll, behind its reply")
    void deliversToPoll() {
        try (RawConnection poller = connection();
                RawConnection publisher = connection()) {
            String client = subscribe(poller, "/chat/*");
            poller.post("/faye/connect", connect(client));
            assertThat(publisher
                            .post("/faye", publish("/chat/lobby", "grüße"))
                            .reply()
                            .body())
                    .isEqualTo("[{\"channel\":\"/chat/lobby\",\"successful\":true}]");
            assertThat(poller.reply().body())
                    .startsWith("[{\"id\":\"c1\"")
                    .endsWith(",{\"channel\":\"/chat/lobby\",\"data\":\"grüße\"}]");
        }
    }

    @Test
    @DisplayName("gives a message to the next poll when the client hung up while its poll was held")
    void keepsMessagesForTheNextPoll() {
        try (RawConnection publisher = connection();
                RawConnection next = connection()) {
            String client;
            try (RawConnection lost = connection()) {
                client = subscribe(lost, "/kept");
                lost.post("/faye", connect(client));
                lost.reset();
            }
            publisher.post("/faye", publish("/kept", "still here")).reply();
            assertThat(next.post("/faye", connect(client)).reply().body()).contains("still here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/faye", "/faye/", "/faye/handshake", "/faye/a/b", "/faye?x=1", "http://localhost/faye"})
    @DisplayName("is found at the mount and everywhere below it")
    void mounted(String path) {
        try (RawConnection connection = connection()) {
            assertThat(connection.post(path, "[]").reply().body()).isEqualTo("[]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fayex", "/Faye", "/", "/x/faye", "//", "//:x", "/\\", "http://", "//a@b:99999/", "*"})
    @DisplayName("is not found elsewhere, however odd the target")
    void notMounted(String path) {
        try (RawConnection connection = connection()) {
            Reply reply = connection.post(path, "[]").reply();
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.headers()).containsEntry("content-type", "text/plain; charset=utf-8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "1", "true", "'text'", "[{]", "[] []", "\uFEFF[]"})
    @DisplayName("refuses bodies that are no JSON object or array, and stays open")
    void badBodies(String body) {
        try (RawConnection connection = connection()) {
            Reply reply = connection
                    .post("/faye", body, "Origin: http://other.example")
                    .reply();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).isEqualTo("Bad request");
            assertThat(reply.headers())
                    .containsEntry("content-type", "text/plain; charset=utf-8")
                    .doesNotContainKeys("access-control-allow-origin", "cache-control");
            assertThat(connection.post("/faye", "[]").reply().status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("gives a client that sends the same id with every connect each message once, over one connection")
    void sameIds() {
        try (RawConnection poller = connection();
                RawConnection publisher = connection()) {
            String client = subscribe(poller, "/same");
            for (int i = 1; i <= 50; i++) {
                publisher.post("/faye", publish("/same", "m" + i + ".")).reply();
                String answer = poller.post("/faye", connect(client)).reply().body();
                assertThat(answer).contains("m" + i + ".").doesNotContain("m" + (i - 1) + ".");
            }
            poller.post("/faye", connect(client));
            assertThat(poller.hears(Duration.ofMillis(200)))
                    .as("an answer without a new message")
                    .isFalse();
        }
    }

    @Test
    @DisplayName("answers a null body with an empty array")
    void nullBody() {
        try (RawConnection connection = connection()) {
            assertThat(connection.post("/faye", "null").reply().body()).isEqualTo("[]");
        }
    }

    @Test
    @DisplayName("answers a request that passes a limit of the protocol with the refusal")
    void protocolLimit() {
        try (RawConnection connection = connection()) {
            String deep = "{'channel':'/a','data':" + "[".repeat(200) + "]".repeat(200) + "}";
            Reply reply = connection.post("/faye", deep, "Origin: null").reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body())
                    .isEqualTo("[{\"channel\":\"/a\",\"successful\":false,\"error\":\"400:nesting:Bad request\"}]");
            assertThat(reply.headers()).containsEntry("access-control-allow-origin", "null");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json;charset=UTF-8", "Application/JSON ; x=y"})
    @DisplayName("knows JSON by its content type")
    void contentTypes(String type) {
        try (RawConnection connection = connection()) {
            connection.send("POST /faye HTTP/1.1\r\nContent-Type: " + type + "\r\nContent-Length: 2\r\n\r\n[]");
            assertThat(connection.reply().body()).isEqualTo("[]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "BREW"})
    @DisplayName("refuses other methods")
    void otherMethods(String method) {
        try (RawConnection connection = connection()) {
            Reply reply = connection.request(method, "/faye").reply();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).isEqualTo("Bad request");
        }
    }

    @Test
    @DisplayName("refuses HEAD without a body")
    void head() {
        try (RawConnection connection = connection()) {
            assertThat(connection.request("HEAD", "/faye").replyWithoutBody().status())
                    .isEqualTo(400);
            assertThat(connection.post("/faye", "[]").reply().status()).isEqualTo(200);
        }
    }
}
