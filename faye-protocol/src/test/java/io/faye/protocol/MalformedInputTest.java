package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Input that is not JSON in UTF-8 is refused:")
class MalformedInputTest {

    private static final byte[] BEFORE = "{\"a\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\"}".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "}",
                "]",
                "{]",
                "[}",
                "[{}",
                "{}}",
                "[]]",
                "{} {}",
                "[] x",
                "{},",
                "nul",
                "nullx",
                "null null",
                "true",
                "1",
                "\"a\"",
                "message=[]",
                "<a/>",
                "{}\u0000",
                "\u0000{}",
                "[{}\f]",
                "{}\u00A0",
                "{}//",
                "/**/{}"
            })
    @DisplayName("what is no object or array from end to end")
    void wholes(String text) {
        refuses(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{\"a\"::1}",
                "{\"a\":1,,\"b\":1}",
                "{\"a\":1;}",
                "[,]",
                "[{},]",
                "[,{}]",
                "[{} {}]",
                "[1:2]",
                "{\"a\":1]",
                "[{\"a\":[}]]",
                "{\"a",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "[{}",
                "[{},"
            })
    @DisplayName("members out of order")
    void structures(String text) {
        refuses(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "00",
                "-",
                "-a",
                "-01",
                "+1",
                ".5",
                "1.",
                "1.e1",
                "1e",
                "1e+",
                "1E-",
                "1e1.5",
                "0x10",
                "1_000",
                "1f",
                "Infinity",
                "-Infinity",
                "NaN",
                "undefined",
                "True",
                "TRUE",
                "tru",
                "truex",
                "fals",
                "nul",
                "nil",
                "\u0661",
                "1 2",
                "--1",
                "1-1",
                "a"
            })
    @DisplayName("numbers and words that JSON does not have")
    void scalars(String text) {
        refuses("{\"a\":" + text + "}");
        refuses("[" + text + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\",
                "\\x",
                "\\u",
                "\\u12",
                "\\u123",
                "\\u123g",
                "\\u 123",
                "\\u-123",
                "\\U0041",
                "\\0",
                "\\'",
                "\\u12\u0663\u0664"
            })
    @DisplayName("escapes that JSON does not have")
    void escapes(String text) {
        refuses("{\"a\":\"" + text + "\"}");
        refuses("{\"" + text + "\":1}");
    }

    @Test
    @DisplayName("control characters in strings and names")
    void controlCharacters() {
        for (char c = 0; c < ' '; c++) {
            refuses("{\"a\":\"" + c + "\"}");
            refuses("{\"" + c + "\":1}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "BF",
                "C3",
                "C328",
                "C0AF",
                "C1BF",
                "E0A0",
                "E28228",
                "E08080",
                "E09FBF",
                "EDA080",
                "EDBFBF",
                "F0",
                "F09F98",
                "F0808080",
                "F08FBFBF",
                "F4908080",
                "F5808080",
                "F888808080",
                "FC8480808080",
                "FE",
                "FF",
                "C3A9A9",
                "F09F9828",
                "EDA0BDEDB880"
            })
    @DisplayName("bytes that are no UTF-8: stray, cut short, overlong, surrogates, above U+10FFFF")
    void encodings(String hex) {
        byte[] wrong = HexFormat.of().parseHex(hex);
        refuses(around(wrong));
        for (int shift = 0; shift < 9; shift++) {
            refuses(around(("x".repeat(shift) + new String(wrong, StandardCharsets.ISO_8859_1))
                    .getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C280", "DFBF", "E0A080", "ED9FBF", "EE8080", "EFBFBF", "EFBBBF", "F0908080", "F48FBFBF"})
    @DisplayName("but not the first and last character of each length")
    void encodingBorders(String hex) throws MalformedMessageException {
        byte[] right = HexFormat.of().parseHex(hex);
        assertThat(codec().decode(around(right)).get(0).text("a")).contains(new String(right, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    @DisplayName("other encodings, and a byte order mark")
    void otherEncodings(String charset) {
        refuses("{\"a\":1}".getBytes(Charset.forName(charset)));
        refuses("[]".getBytes(Charset.forName(charset)));
        refuses("\uFEFF[]".getBytes(Charset.forName(charset)));
        refuses("\uFEFF{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 1_000_000})
    @DisplayName("nesting without end, as a limit that is passed")
    void nesting(int levels) {
        for (String open : new String[] {"[", "{\"a\":", "[{\"a\":", "[ \n"}) {
            assertThatThrownBy(() -> codec().decode(open.repeat(levels).getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(MalformedMessageException.class, e -> assertThat(e.error())
                            .contains(BayeuxError.badRequest("nesting")));
        }
    }

    @Test
    @DisplayName("names with half a surrogate pair, as Jackson has it")
    void halfNames() {
        refuses("{\"\\ud800\":1}");
        refuses("{\"data\":{\"a\\uDFFF\":1}}");
    }

    @Test
    @DisplayName("and the exception says what is wrong, and where")
    void saysWhere() {
        assertThatThrownBy(() -> codec().decode("[{\"a\":1},{\"b\":tru}]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("'tru'")
                .hasMessageEndingWith("at character 14");
        assertThatThrownBy(() -> codec().decode(around(new byte[] {'x', (byte) 0xFF})))
                .hasMessage("invalid UTF-8 at byte 7");
    }

    private static byte[] around(byte[] text) {
        byte[] whole = new byte[BEFORE.length + text.length + AFTER.length];
        System.arraycopy(BEFORE, 0, whole, 0, BEFORE.length);
        System.arraycopy(text, 0, whole, BEFORE.length, text.length);
        System.arraycopy(AFTER, 0, whole, BEFORE.length + text.length, AFTER.length);
        return whole;
    }

    private static void refuses(String text) {
        refuses(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuses(byte[] bytes) {
        assertThatThrownBy(() -> codec().decode(bytes))
                .isInstanceOfSatisfying(MalformedMessageException.class, e -> assertThat(e.error())
                        .isEmpty());
    }

    private static MessageCodec codec() {
        return new MessageCodec(ProtocolLimits.DEFAULT);
    }
}
