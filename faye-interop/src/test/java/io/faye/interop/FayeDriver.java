package io.faye.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process of Node or Ruby in which real clients of Faye or CometD live; {@code driver.js}, {@code driver.rb} and
 * {@code cometd-driver.mjs} say what goes over its standard streams.
 */
final class FayeDriver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Path RUBY = Path.of("src", "test", "ruby");

    private final ProcessLog log;
    private final Process process;
    private final BufferedWriter commands;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Outcome>> calls = new ConcurrentHashMap<>();
    private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();

    private FayeDriver(String program, String script, Path folder) {
        log = new ProcessLog(program + "-" + script);
        process = launch(program, script, folder);
        commands = process.outputWriter(UTF_8);
        Threads.start(program + " events", this::readEvents);
    }

    /** {@return a process for the npm package {@code faye}} */
    static FayeDriver node() {
        return new FayeDriver("node", "driver.js", NodeModules.install());
    }

    /** {@return a process for the npm package {@code cometd}} */
    static FayeDriver cometd() {
        return new FayeDriver("node", "cometd-driver.mjs", NodeModules.install());
    }

    /** {@return a process for the gem {@code faye}} */
    static FayeDriver ruby() {
        return new FayeDriver("ruby", "driver.rb", RUBY);
    }

    /** {@return a name for a new client, whose messages go to the inbox} */
    String register(Inbox inbox) {
        String name = "client-" + count.incrementAndGet();
        inboxes.put(name, inbox);
        return name;
    }

    CompletableFuture<Outcome> call(Map<String, Object> arguments) {
        int call = count.incrementAndGet();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        calls.put(call, outcome);
        try {
            send(JSON.valueToTree(arguments), call);
        } catch (IOException e) {
            throw new UncheckedIOException("The process of the clients is gone. " + log.story(), e);
        }
        return outcome;
    }

    @Override
    public void close() {
        Processes.end(process);
    }

    private Process launch(String program, String script, Path folder) {
        ProcessBuilder builder =
                new ProcessBuilder(program, script).directory(folder.toFile()).redirectError(log.appending());
        // The client obeys these, and a proxy knows nothing of this machine's loopback.
        builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT)
                .endsWith("_proxy"));
        try {
            return Processes.watched(builder.start());
        } catch (IOException e) {
            throw NodeModules.missing(program, e);
        }
    }

    private synchronized void send(ObjectNode command, int call) throws IOException {
        commands.write(JSON.writeValueAsString(command.put("call", call)));
        commands.newLine();
        commands.flush();
    }

    private void readEvents() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                dispatch(JSON.readTree(line));
            }
        } catch (IOException e) {
            calls.values().forEach(call -> call.completeExceptionally(e));
        }
        calls.values().forEach(call -> call.completeExceptionally(new IOException("It ended. " + log.story())));
    }

    private void dispatch(JsonNode event) throws IOException {
        if (event.has("call")) {
            calls.remove(event.get("call").intValue())
                    .complete(new Outcome(event.get("error").textValue()));
        } else {
            inboxes.get(event.get("client").textValue()).add(JSON.treeToValue(event.get("data"), Object.class));
        }
    }
}
