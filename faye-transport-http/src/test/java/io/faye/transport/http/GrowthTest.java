package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.Message;
import io.faye.protocol.ProtocolLimits;
import io.faye.server.BayeuxServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The work for a request grows with its length and not faster")
class GrowthTest extends TestServer {

    private static final List<String> FILLERS = List.of(
            "a",
            "1",
            " ",
            "\t",
            ",",
            ", ",
            "a,",
            ";",
            "a;",
            "=",
            "a=",
            "\"",
            "\"a",
            "\\",
            "\"\\",
            "a\"",
            ":",
            "1:",
            "1.",
            "%",
            "%41",
            "[",
            "/",
            "?",
            "&",
            "W/\"",
            "[::1],",
            "for=1;",
            "a=\"b\",");

    private static final HttpLimits WIDE =
            HttpLimits.builder().maxHeaders(64 << 10).maxHeaderField(64 << 10).build();

    private StaticFiles files;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("file.txt"), "text");
        files = StaticFiles.in(folder);
        server(FayeHttpServer.builder()
                .host("localhost")
                .limits(WIDE)
                .deflate()
                .allowedOrigins(List.of("https://www.example.com"))
                .trustedProxies(List.of("127.0.0.1"))
                .fallback(files)
                .bayeux(BayeuxServer.builder()
                        .engine("memory", EngineOptions.none())
                        .protocolLimits(ProtocolLimits.DEFAULT.withMaxNames(10_000))
                        .timeout(Duration.ofMinutes(1))
                        .extension(new Curious())));
    }

    @AfterEach
    void stop() {
        files.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accept | GET /faye/x",
                "Authorization | GET /faye?message=[{}]",
                "Connection | UPGRADE",
                "Cookie | GET /faye?message=[{}]",
                "Expect | GET /faye",
                "Forwarded | GET /faye?message=[{}]",
                "Host | GET /faye?message=[{}]",
                "If-Modified-Since | GET /faye.js",
                "If-None-Match | GET /faye.js",
                "If-None-Match | GET /file.txt",
                "Origin | UPGRADE",
                "Referer | GET /faye?message=[{}]",
                "Sec-WebSocket-Extensions | UPGRADE",
                "Sec-WebSocket-Key | UPGRADE",
                "Sec-WebSocket-Version | UPGRADE",
                "Upgrade | UPGRADE",
                "X-Forwarded-For | GET /faye?message=[{}]",
                "Content-Type | POST /faye",
                "Content-Length | POST /faye",
                "Transfer-Encoding | POST /faye"
            })
    @DisplayName("in a header field")
    void header(String name, String request) {
        for (String filler : FILLERS) {
            Growth.assertLinear(name + " of '" + filler + "'", size -> {
                exchange(line(request), name + ": " + prefix(name) + filled(filler, size) + "x", fieldsOf(request));
            });
        }
    }

    private static String line(String request) {
        return (request.equals("UPGRADE") ? "GET /faye" : request) + " HTTP/1.1";
    }

    private static Stream<String> fieldsOf(String request) {
        return request.equals("UPGRADE") ? Stream.of(RawWebSocket.UPGRADE) : Stream.of("X-Other: 1");
    }

    private static String prefix(String name) {
        return switch (name) {
            case "Upgrade" -> "websocket,";
            case "Connection" -> "Upgrade,";
            case "Forwarded" -> "for=";
            case "Sec-WebSocket-Extensions" -> "permessage-deflate;";
            case "Origin", "Referer" -> "http://";
            default -> "x";
        };
    }

    private static String filled(String filler, int size) {
        return filler.repeat(size / filler.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/faye/",
                "/faye?",
                "/faye?message=",
                "/faye?jsonp=",
                "/faye?message=[{}]&jsonp=a",
                "/x.",
                "/%41",
                "/health?"
            })
    @DisplayName("in its target")
    void target(String beginning) {
        for (String filler : List.of("a", ".", "a.", "/", "%2f", "a=", "&", "a&", "+", "%", "%2", "?", ".js", ";")) {
            Growth.assertLinear("a target of '" + filler + "'", size -> {
                exchange("GET " + beginning + filled(filler, size) + " HTTP/1.1", "X-Other: 1", Stream.of("X: 1"));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "clientId",
                "channel",
                "data",
                "ext",
                "advice",
                "subscription",
                "version",
                "connectionType",
                "supportedConnectionTypes",
                "error",
                "other"
            })
    @DisplayName("in a field of a message")
    void json(String field) {
        for (String channel : List.of("handshake", "connect", "subscribe", "disconnect")) {
            for (Shape shape : Shape.ALL) {
                Growth.assertLinear(
                        field + " of " + shape + " in a " + channel,
                        size -> post(
                                "{\"channel\":\"/meta/" + channel + "\",\"" + field + "\":" + shape.of(size) + "}"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "clientId", "channel", "data", "ext", "other"})
    @DisplayName("in a field of a message that is published")
    void published(String field) {
        try (RawConnection connection = connection()) {
            subscribe(connection, "/**");
        }
        for (Shape shape : Shape.ALL) {
            Growth.assertLinear(
                    field + " of " + shape,
                    size -> post("{\"channel\":\"/a\",\"data\":1,\"" + field + "\":" + shape.of(size) + "}"));
        }
    }

    @Test
    @DisplayName("in many subscriptions whose names have one hash code")
    void colliding() {
        Growth.assertLinear("subscriptions of one hash code", size -> {
            String names = IntStream.range(0, size / 2)
                    .mapToObj(number -> "\"/" + colliding(number) + "\"")
                    .collect(Collectors.joining(","));
            try (RawConnection connection = connection()) {
                String client = handshake(connection);
                for (String channel : List.of("subscribe", "disconnect")) {
                    String reply = connection
                            .post(
                                    "/faye",
                                    "{\"channel\":\"/meta/" + channel + "\",\"clientId\":\"" + client
                                            + "\",\"subscription\":[" + names + "]}")
                            .reply()
                            .body();
                    assertThat(reply).contains("\"successful\":true");
                }
            }
        });
    }

    /** Names of 26 characters with one hash code: "Aa" and "BB" have the same. */
    private static String colliding(int number) {
        return IntStream.range(0, 13)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    private void post(String json) {
        try (RawConnection connection = connection()) {
            connection.post("/faye", json).line();
        }
    }

    private void exchange(String line, String field, Stream<String> others) {
        String name = field.substring(0, field.indexOf(':') + 1);
        try (RawConnection connection = connection()) {
            String[] more = others.filter(other -> !other.startsWith(name)).toArray(String[]::new);
            connection.head(line, field, String.join("\r\n", more)).line();
        }
    }

    /** Looks at all that a request offers to look at. */
    private static final class Curious implements Extension {

        @Override
        public Verdict incoming(Message message, Exchange exchange) {
            int seen = exchange.request().cookies().size()
                    + exchange.request().query().size()
                    + exchange.request().headers().size()
                    + message.fields().size();
            return seen < 0 ? Verdict.drop() : Verdict.pass(message);
        }
    }

    /** JSON of about a length. */
    private record Shape(String name, IntFunction<String> text) {

        static final List<Shape> ALL = List.of(
                new Shape("levels", size -> "[".repeat(size / 2) + "]".repeat(size / 2)),
                new Shape("objects in objects", size -> "{\"a\":".repeat(size / 6) + "1" + "}".repeat(size / 6)),
                new Shape("elements", size -> "[" + "1,".repeat(size / 2) + "1]"),
                new Shape("names", size -> "[" + "\"/a/b\",".repeat(size / 7) + "\"/a\"]"),
                new Shape("one key", size -> "{" + "\"k\":1,".repeat(size / 6) + "\"k\":1}"),
                new Shape("keys", size -> IntStream.range(0, size / 10)
                        .mapToObj(i -> "\"k" + i + "\":1")
                        .collect(Collectors.joining(",", "{", "}"))),
                new Shape("a string", size -> '"' + "a".repeat(size) + '"'),
                new Shape("segments", size -> '"' + "/a".repeat(size / 2) + '"'),
                new Shape("escapes", size -> '"' + "\\n".repeat(size / 2) + '"'),
                new Shape("escapes by number", size -> '"' + "\\u0041".repeat(size / 6) + '"'),
                new Shape("a number", "1"::repeat),
                new Shape("an exponent", size -> "1e" + "1".repeat(size)));

        String of(int size) {
            return text.apply(size);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
