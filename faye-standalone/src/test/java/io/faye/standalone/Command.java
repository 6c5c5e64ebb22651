package io.faye.standalone;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command line that runs in this process, on a thread of its own, and what it has printed so far. */
final class Command {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final StringWriter output = new StringWriter();
    private final Printed errors = new Printed();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    private Command() {}

    static Command start(Map<String, String> environment, InputStream input, String... words) {
        Command command = new Command();
        Thread thread = new Thread(
                () -> {
                    try {
                        command.exitCode.complete(Main.commandLine(environment, input)
                                .setOut(new PrintWriter(command.output, true))
                                .setErr(new PrintWriter(command.errors, true))
                                .execute(words));
                    } catch (RuntimeException | Error e) {
                        command.exitCode.completeExceptionally(e);
                    }
                },
                "command");
        thread.setDaemon(true);
        thread.start();
        return command;
    }

    static Command start(String... words) {
        return start(Map.of(), InputStream.nullInputStream(), words);
    }

    /** {@return a command that has ended} */
    static Command run(String... words) throws Exception {
        return start(words).ended();
    }

    /** {@return a command that has ended, and read this} */
    static Command reading(String input, String... words) throws Exception {
        return start(Map.of(), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), words)
                .ended();
    }

    Command ended() throws Exception {
        exitCode();
        return this;
    }

    int exitCode() throws Exception {
        return exitCode.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** {@return the lines on standard output} */
    List<String> lines() {
        return output.toString().lines().toList();
    }

    String errors() {
        return errors.toString();
    }

    /** Waits until standard error has a text. */
    Command awaitError(String text) throws InterruptedException {
        exitCode.whenComplete((code, fault) -> errors.flush());
        if (!errors.await(text, exitCode)) {
            throw new AssertionError("Expected '" + text + "' on standard error, but got: " + errors());
        }
        return this;
    }

    /** What was printed so far; each line that is printed is told to whoever waits. */
    private static final class Printed extends StringWriter {

        @Override
        public void flush() {
            synchronized (this) {
                notifyAll();
            }
        }

        /** {@return whether a text was printed before the time was over or the command ended} */
        synchronized boolean await(String text, CompletableFuture<?> end) throws InterruptedException {
            long deadline = System.nanoTime() + LIMIT.toNanos();
            for (long left = LIMIT.toMillis();
                    left > 0 && !end.isDone() && !toString().contains(text);
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
            return toString().contains(text);
        }
    }
}
