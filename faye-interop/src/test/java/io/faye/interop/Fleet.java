package io.faye.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** Many clients of one kind in one process of Node, that keep the numbers that they receive; {@code fleet.mjs} says more. */
final class Fleet implements AutoCloseable {

    private static final int LONGEST_START_SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path OURS = Path.of("..", "faye-client-js", "dist", "node.mjs");

    /** Whose clients they are, and how they connect. */
    enum Kind {
        OURS_WEBSOCKET("ours", Transport.WEBSOCKET),
        OURS_POLLING("ours", Transport.LONG_POLLING),
        COMETD_WEBSOCKET("cometd", Transport.WEBSOCKET),
        COMETD_POLLING("cometd", Transport.LONG_POLLING),
        FAYE_WEBSOCKET("faye", Transport.WEBSOCKET),
        FAYE_POLLING("faye", Transport.LONG_POLLING);

        private final String library;
        private final Transport transport;

        Kind(String library, Transport transport) {
            this.library = library;
            this.transport = transport;
        }

        boolean acknowledges() {
            return !library.equals("faye");
        }

        boolean streams() {
            return transport == Transport.WEBSOCKET;
        }
    }

    /**
     * What one client saw.
     *
     * @param numbers what it received, in order of arrival
     * @param handshakes how many sessions it has had
     * @param silence the longest time between two numbers, in milliseconds
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Client(long[] numbers, int handshakes, long silence) {

        long distinct() {
            return LongStream.of(numbers).distinct().count();
        }
    }

    /**
     * What all clients saw.
     *
     * @param clients one for each
     * @param opened when the process has opened connections, in milliseconds since 1970
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Report(List<Client> clients, long[] opened) {}

    private final Kind kind;
    private final ProcessLog log;
    private final Process process;
    private final BufferedReader lines;
    private final BufferedWriter commands;
    private final CompletableFuture<JsonNode> ready;

    /** Starts the clients, which are there when {@link #awaitReady} returns. */
    Fleet(Kind kind, int count, URI url, String channel) {
        this.kind = kind;
        this.log = new ProcessLog("fleet-" + kind);
        this.process = launch(kind, count, url, channel);
        this.lines = process.inputReader(UTF_8);
        this.commands = process.outputWriter(UTF_8);
        this.ready = CompletableFuture.supplyAsync(this::line);
    }

    private Process launch(Kind kind, int count, URI url, String channel) {
        ProcessBuilder builder = new ProcessBuilder(
                        "node",
                        "fleet.mjs",
                        kind.library,
                        kind.transport.wireName(),
                        String.valueOf(count),
                        url.toString(),
                        channel,
                        OURS.toAbsolutePath().normalize().toString())
                .directory(NodeModules.install().toFile())
                .redirectError(log.appending());
        // A proxy knows nothing of this machine's loopback.
        builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT)
                .endsWith("_proxy"));
        try {
            return Processes.watched(builder.start());
        } catch (IOException e) {
            throw NodeModules.missing("node", e);
        }
    }

    Kind kind() {
        return kind;
    }

    /** Waits until all clients are subscribed and connected, which takes long if they are many. */
    void awaitReady() {
        try {
            ready.get(LONGEST_START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError(this + " was not connected. " + log.story(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return how many different numbers each client has at least} */
    int least() {
        return ask("least").path("least").asInt();
    }

    Report report() {
        JsonNode report = ask("report");
        List<Client> clients = StreamSupport.stream(report.path("clients").spliterator(), false)
                .map(client -> new Client(
                        numbers(client.path("numbers")),
                        client.path("handshakes").asInt(),
                        client.path("silence").asLong()))
                .toList();
        return new Report(clients, numbers(report.path("opened")));
    }

    private static long[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    private JsonNode ask(String what) {
        try {
            commands.write(what);
            commands.newLine();
            commands.flush();
            return line();
        } catch (IOException e) {
            throw new UncheckedIOException("The process of the clients is gone. " + log.story(), e);
        }
    }

    private JsonNode line() {
        try {
            String line = lines.readLine();
            if (line == null) {
                throw new AssertionError("The process of the clients is gone. " + log.story());
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Processes.end(process);
    }

    @Override
    public String toString() {
        return "the fleet " + kind;
    }
}
