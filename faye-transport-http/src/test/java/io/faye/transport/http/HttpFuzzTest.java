package io.faye.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("Whatever bytes come instead of HTTP, the server")
@Tag("fuzz")
class HttpFuzzTest {

    private static final FuzzedServer SERVER = new FuzzedServer();

    @Tag("fuzz-http-seconds")
    @DisplayName("answers or waits, says why when it closes, and takes the same bytes in pieces for the same")
    @FuzzTest(maxDuration = "4s")
    void forSeconds(byte[] bytes) {
        serve(bytes);
    }

    @Tag("fuzz-http-minutes")
    @DisplayName(
            "answers or waits, says why when it closes, and takes the same bytes in pieces for the same, for minutes")
    @FuzzTest(maxDuration = "5m")
    void forMinutes(byte[] bytes) {
        serve(bytes);
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static void serve(byte[] bytes) {
        String answer = answer(bytes, Math.max(1, bytes.length));
        assertThat(answer(bytes, 1 + bytes.length % 7))
                .as("the answer to pieces")
                .isEqualTo(answer);
        boolean asksForIt = new String(bytes, ISO_8859_1).contains("500");
        assertThat(answer.contains("HTTP/1.1 500 ") && !asksForIt).as(answer).isFalse();
    }

    /** What the server says, without what differs each time. */
    private static String answer(byte[] bytes, int pieceSize) {
        EmbeddedConnection connection = SERVER.connection().send(bytes, pieceSize);
        String said = connection.said();
        assertThat(said).matches("(?s)|HTTP/1\\.1 \\d\\d\\d .*");
        if (!connection.isOpen()) {
            assertThat(said).as("what was said before the end").containsPattern("Connection: close|101 Switching");
        }
        connection.end();
        String known = said.replaceAll("(Date|Last-Modified): [^\r]*", "$1")
                .replaceAll("\"clientId\":\"[^\"]*\"", "id")
                .replaceAll("\"uptime\":\\d+", "uptime");
        // With one digit more the uptime makes its response longer.
        return known.contains("uptime") ? known.replaceAll("Content-Length: \\d+", "Content-Length") : known;
    }
}
