package io.faye.tck;

import io.faye.protocol.ProtocolLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values from the whole range of what an engine may be given, drawn at random. A failed check names the seed; the system
 * property {@code faye.tck.seed} repeats the values of another run.
 */
final class RandomValues {

    private static final String NAME_CHARACTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_!~()$@";

    private static final int LONGEST_NAME = ProtocolLimits.DEFAULT.maxChannelLength();
    static final int MOST_SEGMENTS = ProtocolLimits.DEFAULT.maxChannelSegments();

    /** What text processing likes to change: normalisation, case, trimming, quoting, splitting. */
    private static final List<String> TRICKY_TEXTS = List.of(
            "",
            " ",
            "=",
            "a=b",
            "\u00e9",
            "e\u0301",
            "\ufb01",
            "\u0130\u0131\u017f\u00df",
            "\u200b\ufeff\u00a0",
            "\uD83D\uDE00",
            "\u2028\u2029\u0085\u007f",
            "\t\r\n\u0000\u001f",
            "'\"\\/%,;:{}[]|",
            "null",
            "true",
            "0",
            "a.b",
            "$ref",
            "__proto__");

    private static final List<String> TRICKY_NUMBERS = List.of(
            "0",
            "-0",
            "-0.0",
            "1.0",
            "1.50",
            "1e2",
            "1E+02",
            "0.1e-7",
            "1e400",
            "-1e-400",
            "123456789012345678901234567890",
            "9007199254740993",
            "-9223372036854775809",
            "3.14159265358979323846264338327950288",
            "2147483648");

    private static final List<String> TRICKY_STRINGS = List.of(
            "\"\"",
            "\"\\ud800\"",
            "\"\\udc00 \\ud800x\"",
            "\"\\u00E9 \u00e9 e\u0301\"",
            "\"\\/ / \\u002f\"",
            "\"\\u0000\\u001f\\b\\f\\n\\r\\t\"",
            "\"\u2028\u2029\ufeff\"",
            "\"\\uD83D\\uDE00 \uD83D\uDE00\"",
            "\" x \"",
            "\"'\\\"\\\\\"");

    private static final List<String> TRICKY_MEMBERS = List.of(
            "\"a\"",
            "\"a.b\"",
            "\"\"",
            "\"A\"",
            "\"\\u0061\"",
            "\"channel\"",
            "\"clientId\"",
            "\"\u00e9\"",
            "\"e\u0301\"");

    private final long seed;
    private final Random random;

    RandomValues() {
        this.seed = Long.getLong("faye.tck.seed", ThreadLocalRandom.current().nextInt());
        this.random = new Random(seed);
    }

    /** {@return what a failed check says to repeat it} */
    @Override
    public String toString() {
        return "-Dfaye.tck.seed=" + seed;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** {@return a channel's name of up to the most segments and the greatest length} */
    String channel() {
        int segments = random.nextInt(4) == 0 ? 1 + random.nextInt(MOST_SEGMENTS) : 1 + random.nextInt(4);
        int longest = LONGEST_NAME / segments - 1;
        return channel(segments, random.nextInt(4) == 0 ? longest : 1 + random.nextInt(Math.min(longest, 6)));
    }

    /** {@return a channel's name} */
    String channel(int segments, int charactersOfEach) {
        return IntStream.range(0, segments)
                .mapToObj(i -> "/" + segment(charactersOfEach))
                .collect(Collectors.joining());
    }

    private String segment(int length) {
        return random.ints(length, 0, NAME_CHARACTERS.length())
                .mapToObj(i -> String.valueOf(NAME_CHARACTERS.charAt(i)))
                .collect(Collectors.joining());
    }

    /** {@return names that something which is not quite right takes for this one: in case, hash code, length, end or form} */
    List<String> like(String channel) {
        List<String> alike = new ArrayList<>();
        alike.add(channel + "/Aa");
        alike.add(channel + "/BB");
        alike.add(channel + "/aa");
        alike.add(channel + "/AaBB/x");
        alike.add(channel + "/BBAa/x");
        alike.add(channel + "x");
        alike.add(channel.substring(0, channel.length() - 1) + swapped(channel.charAt(channel.length() - 1)));
        alike.add(channel.substring(0, channel.length() - 1) + "$");
        alike.add("/service" + channel);
        alike.add("/services" + channel);
        alike.add(channel + "/service/x");
        return alike.stream()
                .filter(name -> !name.equals(channel) && !ProtocolLimits.DEFAULT.refuses(name))
                .toList();
    }

    private static char swapped(char letter) {
        return Character.isUpperCase(letter) ? Character.toLowerCase(letter) : Character.toUpperCase(letter);
    }

    /** {@return a pattern that matches the channel, or one that nearly does} */
    String patternFor(String channel) {
        int depth = (int) channel.chars().filter(c -> c == '/').count();
        int kept = random.nextInt(depth + 1);
        String parent = channel;
        for (int i = depth; i > kept; i--) {
            parent = parent.substring(0, parent.lastIndexOf('/'));
        }
        String pattern = parent + oneOf(List.of("/*", "/**"));
        return random.nextInt(3) == 0 || ProtocolLimits.DEFAULT.refuses(pattern) ? channel : pattern;
    }

    /** {@return any text that an attribute's name or value may be} */
    String text() {
        return switch (random.nextInt(4)) {
            case 0 -> oneOf(TRICKY_TEXTS);
            case 1 -> oneOf(TRICKY_TEXTS) + oneOf(TRICKY_TEXTS);
            case 2 -> segment(1 + random.nextInt(40));
            default -> letters(1 + random.nextInt(20));
        };
    }

    /** Of all of Unicode but surrogates that stand alone, which no encoding can carry. */
    private String letters(int length) {
        return random.ints(0, Character.MAX_CODE_POINT + 1)
                .filter(c -> Character.isDefined(c) && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
                .limit(length)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** {@return the text of a JSON value with everything in it that a parser may read and write in another way} */
    String json() {
        return json(0);
    }

    /** {@return the text of a JSON string of this many bytes} */
    String jsonOfLength(int bytes) {
        String some = string();
        int rest = bytes - some.getBytes(StandardCharsets.UTF_8).length;
        return rest < 0 ? "\"" + segment(bytes - 2) + "\"" : some.substring(0, some.length() - 1) + filler(rest) + "\"";
    }

    private String filler(int bytes) {
        String line = random.nextBoolean() ? segment(97) : "\u00e9".repeat(48) + "x";
        String odd = "x".repeat(bytes % 97);
        return line.repeat(bytes / 97) + odd;
    }

    private String json(int depth) {
        int kind = random.nextInt(depth > 4 ? 3 : 5);
        return switch (kind) {
            case 0 -> oneOf(TRICKY_NUMBERS);
            case 1 -> string();
            case 2 -> oneOf(List.of("true", "false", "null"));
            case 3 ->
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> blank() + json(depth + 1) + blank())
                        .collect(Collectors.joining(",", "[", "]"));
            default ->
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> blank() + name() + blank() + ":" + blank() + json(depth + 1))
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private String string() {
        return random.nextBoolean() ? oneOf(TRICKY_STRINGS) : "\"" + segment(1 + random.nextInt(20)) + "\"";
    }

    /** Of a member of an object: often the same as another one's, or one that stands for a path elsewhere. */
    private String name() {
        return random.nextInt(3) == 0 ? "\"" + segment(1 + random.nextInt(20)) + "\"" : oneOf(TRICKY_MEMBERS);
    }

    private String blank() {
        return random.nextInt(6) == 0 ? oneOf(List.of(" ", "\t", "\n", "\r\n", "  ")) : "";
    }
}
