package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.faye.transport.http.RawConnection.Reply;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Requests of other origins")
class CorsTest extends TestServer {

    @ParameterizedTest
    @ValueSource(strings = {"http://other.example:8080", "null", "not even a URI"})
    @DisplayName("are answered for exactly that origin, with credentials")
    void reflectsOrigin(String origin) {
        try (RawConnection connection = connection()) {
            assertThat(connection
                            .post("/faye", "[]", "Origin: " + origin)
                            .reply()
                            .headers())
                    .contains(
                            entry("access-control-allow-origin", origin),
                            entry("access-control-allow-credentials", "true"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/faye", "/faye/", "/faye/connect"})
    @DisplayName("may ask beforehand")
    void preflight(String path) {
        try (RawConnection connection = connection()) {
            Reply reply = connection
                    .request("OPTIONS", path, "Origin: http://a.example", "Access-Control-Request-Method: POST")
                    .reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEmpty();
            assertThat(reply.headers())
                    .contains(
                            entry("access-control-allow-origin", "http://a.example"),
                            entry("access-control-allow-credentials", "true"),
                            entry(
                                    "access-control-allow-headers",
                                    "Accept, Authorization, Content-Type, Pragma, X-CSRF-Token, X-Requested-With"),
                            entry("access-control-allow-methods", "POST, GET"),
                            entry("access-control-max-age", "86400"),
                            entry("content-length", "0"));
        }
    }

    @Test
    @DisplayName("may send the further header fields that the server allows")
    void allowedHeaders() {
        server(builder().allowedHeaders(List.of("X-Api-Key", "x-csrf-token", "Traceparent")));
        try (RawConnection connection = connection()) {
            for (String header : List.of("Origin: http://a.example", "X: no origin")) {
                assertThat(connection
                                .request("OPTIONS", "/faye", header, "Access-Control-Request-Headers: x-api-key")
                                .reply()
                                .headers())
                        .containsEntry(
                                "access-control-allow-headers",
                                "Accept, Authorization, Content-Type, Pragma, Traceparent, X-Api-Key, X-CSRF-Token,"
                                        + " X-Requested-With");
            }
        }
    }

    @Test
    @DisplayName("of an origin that is not allowed are not told of header fields")
    void allowedHeadersOfOthers() {
        server(builder().allowedOrigins(List.of("http://a.example")).allowedHeaders(List.of("X-Api-Key")));
        try (RawConnection connection = connection()) {
            assertThat(connection
                            .request("OPTIONS", "/faye", "Origin: http://b.example")
                            .reply()
                            .headers()
                            .keySet())
                    .noneMatch(name -> name.startsWith("access-control-"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "X-Api-Key:",
                "X-Api-Key, X-Other",
                "X Api Key",
                "X-Api-Key\r\nSet-Cookie",
                "X-\u00e4"
            })
    @DisplayName("may send nothing but header fields")
    void noHeaders(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().allowedHeaders(List.of("X-Api-Key", name)))
                .withMessageContaining("'" + name + "'");
    }

    @Test
    @DisplayName("that do not name their origin get no credentials, and no Referer back")
    void preflightWithoutOrigin() {
        try (RawConnection connection = connection()) {
            Reply reply = connection
                    .request("OPTIONS", "/faye", "Referer: http://a.example/secret")
                    .reply();
            assertThat(reply.headers())
                    .containsEntry("access-control-allow-origin", "*")
                    .doesNotContainKey("access-control-allow-credentials");
        }
    }

    @Test
    @DisplayName("are processed although they say what a preflight would say")
    void postIsNoPreflight() {
        try (RawConnection connection = connection()) {
            assertThat(connection
                            .post("/faye", publish("/a", "b"), "Access-Control-Request-Method: POST")
                            .reply()
                            .body())
                    .contains("\"successful\":true");
        }
    }
}
