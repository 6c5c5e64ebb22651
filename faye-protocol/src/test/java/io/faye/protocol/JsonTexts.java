package io.faye.protocol;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any JSON as people and libraries may write it: odd blanks, needless escapes, huge numbers, names given twice. */
final class JsonTexts {

    private JsonTexts() {}

    static Arbitrary<String> values() {
        return Arbitraries.recursive(JsonTexts::scalars, JsonTexts::containers, 0, 2);
    }

    static Arbitrary<String> objects() {
        return list(Combinators.combine(names(), blanks(), values())
                        .as((name, blank, value) -> name + blank + ":" + value))
                .map(members -> "{" + members + "}");
    }

    static Arbitrary<String> blanks() {
        return Arbitraries.of("", "", " ", "\n", "\t\r\n  ");
    }

    static Arbitrary<String> strings() {
        Arbitrary<String> escapes = Arbitraries.of(
                "\\\"",
                "\\\\",
                "\\/",
                "\\b",
                "\\f",
                "\\n",
                "\\r",
                "\\t",
                "\\u0000",
                "\\u001F",
                "\\u0041",
                "\\ud83d\\uDE00",
                "\\ud800",
                "\\uDFFF",
                "\\u2028");
        Arbitrary<String> plain = Arbitraries.of(
                "a",
                "channel",
                "Aa",
                "BB",
                "{",
                "]",
                ",",
                ":",
                " ",
                "/",
                "'",
                "\u007F",
                "\u00E9",
                "\u2028",
                "\uFEFF",
                "\uFFFF",
                "\uD83D\uDE00");
        Arbitrary<String> any =
                Arbitraries.strings().ofMinLength(1).ofMaxLength(8).map(JsonTexts::onlyPlain);
        return Arbitraries.oneOf(escapes, plain, any)
                .list()
                .ofMaxSize(3)
                .map(pieces -> "\"" + String.join("", pieces) + "\"");
    }

    /** Strings without half a surrogate pair. */
    private static Arbitrary<String> names() {
        return strings().map(text -> text.replace("\\ud800", "\\u0041").replace("\\uDFFF", "x"));
    }

    private static String onlyPlain(String text) {
        return text.codePoints()
                .filter(c -> c >= ' ' && c != '"' && c != '\\' && Character.getType(c) != Character.SURROGATE)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static Arbitrary<String> numbers() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(60);
        Arbitrary<String> whole = Arbitraries.oneOf(Arbitraries.of("0"), digits.map(text -> "7" + text));
        return Combinators.combine(
                        Arbitraries.of("", "-"),
                        whole,
                        Arbitraries.oneOf(Arbitraries.of(""), digits.map(text -> "." + text)),
                        Arbitraries.oneOf(Arbitraries.of("", "e400", "E-7"), digits.map(text -> "e+" + text)))
                .as((sign, integer, fraction, exponent) -> sign + integer + fraction + exponent);
    }

    private static Arbitrary<String> scalars() {
        return Arbitraries.oneOf(strings(), numbers(), Arbitraries.of("true", "false", "null", "[]", "{}", "{ }"));
    }

    private static Arbitrary<String> containers(Arbitrary<String> values) {
        Arbitrary<String> members =
                Combinators.combine(names(), blanks(), values).as((name, blank, value) -> name + blank + ":" + value);
        return Arbitraries.oneOf(
                list(values).map(elements -> "[" + elements + "]"),
                list(members).map(all -> "{" + all + "}"));
    }

    private static Arbitrary<String> list(Arbitrary<String> members) {
        Arbitrary<List<String>> padded = Combinators.combine(blanks(), members, blanks())
                .as((before, member, after) -> before + member + after)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        return padded.map(all -> String.join(",", all));
    }
}
