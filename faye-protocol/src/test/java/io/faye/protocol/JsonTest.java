package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A JSON value")
class JsonTest {

    @ParameterizedTest
    @CsvSource({
        "'\"\"', STRING, false",
        "'\"0\"', STRING, true",
        "0, NUMBER, false",
        "-0, NUMBER, false",
        "0.000e7, NUMBER, false",
        "0.1, NUMBER, true",
        "-12, NUMBER, true",
        "true, BOOLEAN, true",
        "false, BOOLEAN, false",
        "null, NULL, false",
        "{}, OBJECT, true",
        "[], ARRAY, true"
    })
    @DisplayName("has a kind, and is truthy as in JavaScript")
    void hasKindAndTruth(String text, Json.Kind kind, boolean truthy) {
        assertThat(Json.parse(text).kind()).isEqualTo(kind);
        assertThat(Json.parse(text).isTruthy()).isEqualTo(truthy);
    }

    @Test
    @DisplayName("is written from Java values, nested ones too")
    void writesJavaValues() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("list", Arrays.asList(1, -2L, 0.5, new BigDecimal("1.10"), new BigInteger("9".repeat(30)), null));
        map.put("empty", List.of(Map.of(), List.of()));
        map.put("raw", Json.parse("{ \"kept\" : 1.0 }"));
        map.put("flag", true);
        assertThat(Json.of(map))
                .hasToString("{\"list\":[1,-2,0.5,1.10," + "9".repeat(30) + ",null],\"empty\":[{},[]],"
                        + "\"raw\":{ \"kept\" : 1.0 },\"flag\":true}");
        assertThat(Json.of(null)).isSameAs(Json.NULL);
        assertThat(Json.of(true)).isSameAs(Json.TRUE);
        assertThat(Json.of(Json.FALSE)).isSameAs(Json.FALSE);
    }

    @Test
    @DisplayName("escapes what has to be, and all that is not ASCII only where half a surrogate pair stands")
    void escapes() {
        assertThat(Json.of("\"\\/\b\f\n\r\t\u0000\u001F\u007F\u2028\u00E9\uD83D\uDE00"))
                .hasToString("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001F\u007F\u2028\u00E9\uD83D\uDE00\"");
        assertThat(Json.of("\uD800\u00E9")).hasToString("\"\\uD800\\u00E9\"");
        assertThat(Json.of(Map.of("a\uDFFF\n", 1))).hasToString("{\"a\\uDFFF\\n\":1}");
    }

    @Test
    @DisplayName("is never written from what JSON has no word for")
    void refusesOtherClasses() {
        for (Object value : List.of(Double.NaN, Float.NEGATIVE_INFINITY, new Object(), 'c', List.of(new int[0]))) {
            assertThatThrownBy(() -> Json.of(value)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("gives the text of a string without its escapes, and of nothing else")
    void givesText() {
        assertThat(Json.parse("\"\\u0041\\n\\/\\\\\\\"\\ud83d\\uDE00\\ud800x\u00E9\"")
                        .asString())
                .contains("A\n/\\\"\uD83D\uDE00\uD800x\u00E9");
        assertThat(Json.parse("\"\"").asString()).contains("");
        assertThat(Json.parse("1").asString()).isEmpty();
        assertThat(Json.parse("[\"a\"]").asString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "12,12",
        "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808"
    })
    @DisplayName("gives a whole number")
    void givesNumber(String text, long expected) {
        assertThat(Json.parse(text).asLong()).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.0", "1e3", "9223372036854775808", "123456789012345678901234567890", "\"1\"", "null", "[]"})
    @DisplayName("gives no whole number for anything else")
    void givesNoNumber(String text) {
        assertThat(Json.parse(text).asLong()).isEmpty();
    }

    @Test
    @DisplayName("gives its members, the last of equal names counting")
    void givesMembers() {
        Json object = Json.parse(" {\"a\" : 1 , \"b\":[ true,{} ], \"\\u0061\" : 2e1}\n");
        assertThat(object.fields())
                .containsExactly(Map.entry("a", Json.parse("2e1")), Map.entry("b", Json.parse("[ true,{} ]")));
        assertThat(object.field("b").orElseThrow().elements()).containsExactly(Json.TRUE, Json.parse("{}"));
        assertThat(object.field("c")).isEmpty();
        assertThat(object.elements()).isEmpty();
        assertThat(Json.EMPTY_ARRAY.elements()).isEmpty();
        assertThat(Json.EMPTY_ARRAY.fields()).isEmpty();
        assertThat(Json.parse("\"{}\"").field("a")).isEmpty();
    }

    @Test
    @DisplayName("keeps its bytes, and shows them to read only")
    void showsBytes() {
        Json value = Json.parse(" [1.0, \"\u00E9\"] ");
        ByteBuffer bytes = value.bytes();
        assertThat(bytes.remaining()).isEqualTo(value.length());
        assertThat(StandardCharsets.UTF_8.decode(bytes).toString()).isEqualTo("[1.0, \"\u00E9\"]");
        assertThatThrownBy(() -> bytes.put(0, (byte) 'x')).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    @DisplayName("equals another of the same bytes")
    void equalsByBytes() {
        Json inner = Json.parse("[ 1.0 ]").elements().get(0);
        assertThat(inner).isEqualTo(Json.parse("1.0")).hasSameHashCodeAs(Json.parse("1.0"));
        assertThat(inner).isNotEqualTo(Json.parse("1")).isNotEqualTo(Json.parse("1.00"));
    }

    @Test
    @DisplayName("is not parsed from text that UTF-8 cannot carry, nor from deep nesting")
    void refusesUnpairedText() {
        assertThatThrownBy(() -> Json.parse("\"\uD800\"")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(1_001) + "]".repeat(1_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested too deeply");
        assertThat(Json.parse("[".repeat(1_000) + "]".repeat(1_000)).elements()).hasSize(1);
    }
}
