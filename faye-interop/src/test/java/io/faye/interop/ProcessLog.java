package io.faye.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What processes of one name said, kept in {@code target/interop}. */
final class ProcessLog {

    private static final Path FOLDER = Path.of("target", "interop");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TAIL = 20;

    private final Path file;

    ProcessLog(String name) {
        try {
            Files.createDirectories(FOLDER);
            // Tests run in several processes at a time, and some names are used in each.
            String fileName = name + "-" + ProcessHandle.current().pid() + ".log";
            file = FOLDER.resolve(fileName).toAbsolutePath();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the log as a place for what a process says on its standard error} */
    Redirect appending() {
        return Redirect.appendTo(file.toFile());
    }

    /** Returns when the process has said a line that holds the text; what it says later is kept as well. */
    void awaitLine(Process process, String text) {
        CompletableFuture<Void> said = new CompletableFuture<>();
        Thread reader = new Thread(() -> keep(process, text, said), file.getFileName() + " reader");
        reader.setDaemon(true);
        reader.start();
        try {
            said.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            Processes.end(process);
            throw new AssertionError(
                    "No line with '" + text + "' within " + PATIENCE.toSeconds() + " s. " + story(), e);
        } catch (Exception e) {
            Processes.end(process);
            throw new AssertionError("It ended without a line with '" + text + "'. " + story(), e);
        }
    }

    /** {@return what was said, on either output} */
    String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return where the output is, and its last lines} */
    String story() {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
            return "See " + file + ", which ends with:\n  " + String.join("\n  ", tail);
        } catch (IOException e) {
            return "See " + file + " (" + e + ")";
        }
    }

    private void keep(Process process, String text, CompletableFuture<Void> said) {
        try (BufferedReader lines = process.inputReader(UTF_8);
                PrintStream out = new PrintStream(Files.newOutputStream(file, CREATE, APPEND), true, UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                if (line.contains(text)) {
                    said.complete(null);
                }
            }
            said.completeExceptionally(new IOException("end of output"));
        } catch (IOException e) {
            said.completeExceptionally(e);
        }
    }
}
