package io.faye.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Redis counts of its commands: {@code INFO commandstats}, and from Redis 7 on {@code INFO latencystats}.
 *
 * @param commands by name
 */
record CommandStats(Map<String, Spent> commands) {

    private static final Pattern CALLS = Pattern.compile("cmdstat_([^:]+):calls=(\\d+),usec=(\\d+).*");
    private static final Pattern MEDIAN = Pattern.compile("latency_percentiles_usec_([^:]+):p50=([\\d.]+).*");
    private static final int TIMEOUT_MILLIS = 10_000;

    /**
     * What was spent on one command.
     *
     * @param calls how often it was called
     * @param micros how long Redis took for it in all, also while another process had its core
     * @param median of that, not a number if Redis does not tell
     */
    record Spent(long calls, long micros, double median) {

        static final Spent NOTHING = new Spent(0, 0, Double.NaN);

        double mean() {
            return (double) micros / calls;
        }

        /** {@return what one call takes, as far as possible without what others did meanwhile} */
        double typical() {
            return Double.isNaN(median) ? mean() : median;
        }
    }

    /** Has Redis begin to count anew. */
    static void forget(int port) {
        ask(port, "CONFIG RESETSTAT");
    }

    static CommandStats of(int port) {
        List<String> lines = ask(port, "INFO commandstats\r\nINFO latencystats");
        Map<String, Double> medians = new HashMap<>();
        matches(MEDIAN, lines).forEach(line -> medians.put(line.group(1), Double.valueOf(line.group(2))));
        Map<String, Spent> commands = new HashMap<>();
        matches(CALLS, lines)
                .forEach(line -> commands.put(
                        line.group(1),
                        new Spent(
                                Long.parseLong(line.group(2)),
                                Long.parseLong(line.group(3)),
                                medians.getOrDefault(line.group(1), Double.NaN))));
        return new CommandStats(commands);
    }

    private static Stream<Matcher> matches(Pattern pattern, List<String> lines) {
        return lines.stream().map(pattern::matcher).filter(Matcher::matches);
    }

    private static List<String> ask(int port, String question) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((question + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader reply =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return reply.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not tell what it did", e);
        }
    }

    Spent of(String command) {
        return commands.getOrDefault(command, Spent.NOTHING);
    }
}
