package io.faye.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code INFO commandstats} of a Redis counts, from its start or between two moments.
 *
 * @param commands by name
 */
record CommandStats(Map<String, Spent> commands) {

    private static final Pattern LINE = Pattern.compile("cmdstat_([^:]+):calls=(\\d+),usec=(\\d+).*");
    private static final int TIMEOUT_MILLIS = 10_000;

    /**
     * What was spent on one command.
     *
     * @param calls how often it was called
     * @param micros how long Redis took for it in all
     */
    record Spent(long calls, long micros) {

        static final Spent NOTHING = new Spent(0, 0);

        Spent minus(Spent before) {
            return new Spent(calls - before.calls, micros - before.micros);
        }
    }

    static CommandStats of(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write("INFO commandstats\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader reply =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            Map<String, Spent> commands = new HashMap<>();
            reply.lines()
                    .map(LINE::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> commands.put(
                            line.group(1), new Spent(Long.parseLong(line.group(2)), Long.parseLong(line.group(3)))));
            return new CommandStats(commands);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not tell what it did", e);
        }
    }

    CommandStats since(CommandStats before) {
        Map<String, Spent> spent = new HashMap<>();
        commands.forEach((name, now) -> spent.put(name, now.minus(before.of(name))));
        return new CommandStats(spent);
    }

    Spent of(String command) {
        return commands.getOrDefault(command, Spent.NOTHING);
    }
}
