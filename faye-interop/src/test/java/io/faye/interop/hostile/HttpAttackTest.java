package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Target.Shared.class)
@DisplayName("A request that means harm is refused, and nobody else notices:")
class HttpAttackTest {

    private static final byte[] MEGABYTE = "x".repeat(1 << 20).getBytes(StandardCharsets.ISO_8859_1);

    @Test
    @DisplayName("a body announced as larger than the limit")
    void announcedBody(Target target) {
        isRefused(
                target,
                "POST /faye HTTP/1.1\r\nHost: x\r\n" + RawHttp.JSON + "Content-Length: 999999999999\r\n\r\n",
                413);
    }

    @Test
    @DisplayName("a body in chunks that grows past the limit")
    void chunkedBody(Target target) {
        target.survives((server, innocents) -> {
            try (RawHttp attacker = new RawHttp(server.port())) {
                attacker.sendRaw(
                        "POST /faye HTTP/1.1\r\nHost: x\r\n" + RawHttp.JSON + "Transfer-Encoding: chunked\r\n\r\n");
                for (int chunk = 0; chunk < 20; chunk++) {
                    attacker.socket().writeWhileOpen("100000\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    attacker.socket().writeWhileOpen(MEGABYTE);
                    attacker.socket().writeWhileOpen("\r\n".getBytes(StandardCharsets.ISO_8859_1));
                }
                assertThat(lastWords(attacker)).startsWith("HTTP/1.1 413 ");
            }
        });
    }

    @Test
    @DisplayName("a chunk of a size that no number holds")
    void chunkSize(Target target) {
        isRefused(
                target,
                "POST /faye HTTP/1.1\r\nHost: x\r\n" + RawHttp.JSON
                        + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
                400);
    }

    @Test
    @DisplayName("one header field of a megabyte")
    void longHeader(Target target) {
        isRefused(target, "GET /faye HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(1 << 20) + "\r\n\r\n", 431);
    }

    @Test
    @DisplayName("a hundred thousand header fields")
    void manyHeaders(Target target) {
        isRefused(target, "GET /faye HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(100_000) + "\r\n", 431);
    }

    @Test
    @DisplayName("a request target of a megabyte")
    void longTarget(Target target) {
        isRefused(target, "GET /" + "x".repeat(1 << 20) + " HTTP/1.1\r\nHost: x\r\n\r\n", 431);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "Content-Length: 4\r\nContent-Length: 5\r\n",
                "Content-Length: 4, 5\r\n",
                "Content-Length: +4\r\n",
                "Content-Length: -4\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding : chunked\r\n",
                "X: y\u0000z\r\n",
                "Transfer-Encoding:\r\n chunked\r\n",
                "X: y\r\n\tTransfer-Encoding: chunked\r\n",
                "X\u0000: y\r\n"
            })
    @DisplayName("header fields of which two readers may see different ends of the request")
    void smuggling(String fields, Target target) {
        isRefused(
                target,
                "POST /faye HTTP/1.1\r\nHost: x\r\n" + RawHttp.JSON + fields
                        + "\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n",
                400);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"//", "//:x", "/\\", "http://", "//a@b:99999/", "/%", "*", "/faye/%zz", "/faye/../..", "/%00"})
    @DisplayName("a target that is no path")
    void targets(String odd, Target target) {
        target.survives((server, innocents) -> {
            try (RawHttp attacker = new RawHttp(server.port())) {
                attacker.sendRaw("GET " + odd + " HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(attacker.receiveStatusLine()).matches("HTTP/1.1 4\\d\\d .*");
            }
        });
    }

    @ParameterizedTest(name = "{0} times {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            100000  | {"channel":"/meta/handshake","version":"1.0","supportedConnectionTypes":["long-polling"]}
            1000000 | {}
            """)
    @DisplayName("a batch that is larger than the limit")
    void batches(int count, String message, Target target) {
        String batch = "[" + String.join(",", Collections.nCopies(count, message)) + "]";
        isRefused(
                target,
                "POST /faye HTTP/1.1\r\nHost: x\r\n" + RawHttp.JSON + "Content-Length: " + batch.length() + "\r\n\r\n"
                        + batch,
                413);
    }

    @Test
    @DisplayName("a body that is not UTF-8")
    void notUtf8(Target target) {
        isRefused(
                target,
                "POST /faye HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + RawHttp.JSON
                        + "Content-Length: 18\r\n\r\n{\"channel\":\"/a\u00c3(\"}",
                400);
    }

    /** The connection must end as well: nothing that follows may be taken for a request. */
    private static void isRefused(Target target, String request, int status) {
        target.survives((server, innocents) -> {
            try (RawHttp attacker = new RawHttp(server.port())) {
                attacker.socket().writeWhileOpen(request.getBytes(StandardCharsets.ISO_8859_1));
                String answer = lastWords(attacker);
                assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
                assertThat(answer.indexOf("HTTP/1.1", 1)).as("a second answer").isNegative();
            }
        });
    }

    /** What the server says until it ends the connection. */
    private static String lastWords(RawHttp attacker) {
        StringBuilder said = new StringBuilder();
        for (int next = attacker.socket().read();
                next >= 0;
                next = attacker.socket().read()) {
            said.append((char) next);
        }
        return said.toString();
    }
}
