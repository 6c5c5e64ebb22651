package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.HttpReply;
import io.faye.interop.RawHttp;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(Target.Shared.class)
@DisplayName("A form that means harm is refused, and nobody else notices:")
class FormAttackTest {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("a megabyte of separators", FORM, "&".repeat(1 << 20)),
                Arguments.of("half a megabyte of equals signs", FORM, "=&".repeat(1 << 19)),
                Arguments.of("100,000 fields before the one that counts", FORM, "a=b&".repeat(100_000) + "message=[]"),
                Arguments.of("a megabyte of percent signs", FORM, "message=" + "%".repeat((1 << 20) - 8)),
                Arguments.of("a megabyte of plus signs", FORM, "message=" + "+".repeat((1 << 20) - 8)),
                Arguments.of("a broken escape", FORM, "message=%zz"),
                Arguments.of("half an escape", FORM, "message=[]%5"),
                Arguments.of("bytes that are not UTF-8", FORM, "message=%7B%22channel%22:%22/a%C3%28%22"),
                Arguments.of("no message", FORM, "massage=[]"),
                Arguments.of("two messages of which the first is none", FORM, "message=&message=[]"),
                Arguments.of("no type", "", "{\"channel\":\"/a\",\"data\":1}"),
                Arguments.of("a type as long as a field may be", "Content-Type: " + "a/".repeat(4_000) + "\r\n", "[]"),
                Arguments.of(
                        "several parts", "Content-Type: multipart/form-data; boundary=x\r\n", "--x\r\n\r\n[]--x--"),
                Arguments.of(
                        "compression that nobody agreed on", FORM + "Content-Encoding: gzip\r\n", "\u001f\u008b\b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    @DisplayName("by 400, and the connection goes on")
    void isRefused(String what, String headers, String body, Target target) {
        target.survives((server, innocents) -> {
            try (RawHttp attacker = new RawHttp(server.port())) {
                HttpReply reply = attacker.request("POST", "/faye", headers, body);
                assertThat(reply.status()).as(what).isEqualTo(400);
                assertThat(reply.body()).isEqualTo("Bad request");
                assertThat(attacker.postForm("[]").body()).isEqualTo("[]");
            }
        });
    }
}
