package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Time grows with the length of the input and not faster, for")
class CodecScalingTest {

    /** Below it, what is measured is the machine's mood; far above it lies what quadratic time would be. */
    private static final Duration QUICK = Duration.ofMillis(150);

    /** Counts the time of this thread only, so that a busy machine and the collector do not count. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int ROUNDS = 5;
    private static final MessageCodec CODEC = new MessageCodec(ProtocolLimits.DEFAULT);

    static Stream<Arguments> inputs() {
        return Stream.of(
                input("many fields", 100_000, n -> object(n, i -> "field" + i)),
                input("names of the same hash code", 1 << 16, n -> object(n, CodecScalingTest::colliding)),
                input("one name again and again", 100_000, n -> object(n, i -> "channel")),
                input("inner names of the same hash code", 1 << 16, n -> data(object(n, CodecScalingTest::colliding))),
                input("many elements", 1_000_000, n -> data("[" + "1,".repeat(n) + "1]")),
                input("many empty messages", 200_000, n -> "[" + "null,".repeat(n) + "null]"),
                input("many small levels", 200_000, n -> data("[" + "[{\"a\":[]}],".repeat(n) + "1]")),
                input("a long number", 1_000_000, n -> data("1".repeat(n))),
                input("a long string", 1_000_000, n -> data("\"" + "a".repeat(n) + "\"")),
                input("a string of escapes", 200_000, n -> data("\"" + "\\u0041".repeat(n) + "\"")),
                input("a string of other alphabets", 300_000, n -> data("\"" + "\u20AC".repeat(n) + "\"")),
                input("a long name", 1_000_000, n -> "{\"" + "a".repeat(n) + "\":1}"),
                input("a name of escapes", 200_000, n -> "{\"" + "\\n".repeat(n) + "\":1}"),
                input("blanks", 1_000_000, n -> "[" + " ".repeat(n) + "]"),
                input("a channel of many segments", 200_000, n -> "{\"channel\":\"" + "/a".repeat(n) + "\"}"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    @DisplayName("reading, looking inside and writing")
    void growsLinearly(int size, IntFunction<String> input) {
        byte[] quarter = input.apply(size / 4).getBytes(StandardCharsets.UTF_8);
        byte[] whole = input.apply(size).getBytes(StandardCharsets.UTF_8);
        Duration expected = fastest(quarter);
        Duration actual = fastest(whole);
        assertThat(actual.minus(QUICK))
                .as("after %s for a quarter of it", expected)
                .isLessThan(expected.multipliedBy(8));
    }

    private static Duration fastest(byte[] request) {
        return IntStream.range(0, ROUNDS)
                .mapToObj(i -> time(request))
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private static Duration time(byte[] request) {
        long start = THREADS.getCurrentThreadCpuTime();
        int length = handle(request);
        Duration time = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
        assertThat(length).isLessThanOrEqualTo(request.length + 2);
        return time;
    }

    private static int handle(byte[] request) {
        try {
            int length = 2;
            for (Message message : CODEC.decode(request)) {
                Message delivered = message.forDelivery();
                length += delivered.toJson().length();
                delivered.data().ifPresent(CodecScalingTest::lookInside);
            }
            return length;
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private static void lookInside(Json data) {
        int members = data.elements().size() + data.fields().size();
        assertThat(members == 0 || data.asString().isEmpty()).isTrue();
        assertThat(data.asLong().isEmpty()).isTrue();
    }

    private static Arguments input(String name, int size, IntFunction<String> input) {
        return Arguments.of(Named.of(name, size), input);
    }

    private static String data(String value) {
        return "{\"channel\":\"/a\",\"data\":" + value + "}";
    }

    private static String object(int size, IntFunction<String> name) {
        return IntStream.range(0, size)
                .mapToObj(i -> "\"" + name.apply(i) + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Names of 34 characters with one hash code: "Aa" and "BB" have the same. */
    private static String colliding(int number) {
        return IntStream.range(0, 17)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }
}
