package io.faye.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jar as users start it, in a process of its own. */
final class ServerProcess implements AutoCloseable {

    private static final long LIMIT_SECONDS = 20;

    private final Process process;
    private final Path errors;

    private ServerProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    static ServerProcess start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java(), "-jar", System.getProperty("faye.jar")));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("faye-standalone", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().remove("PORT");
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), errors);
    }

    static ServerProcess serving(String... options) throws IOException {
        return start(
                Map.of(),
                Stream.concat(Stream.of("serve", "--port", "0"), Stream.of(options))
                        .toArray(String[]::new));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** {@return the first line on stdout} */
    String line() {
        return process.inputReader(StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow(() -> new AssertionError("The server printed nothing; on stderr: " + errors()));
    }

    /** {@return the address in the first line} */
    URI uri() {
        String line = line();
        return URI.create(line.substring(line.indexOf("http://")));
    }

    /** {@return the address of the console, which the log has before the first line on stdout} */
    URI console() {
        return Pattern.compile("http://\\S+/\\?token=\\w+")
                .matcher(errors())
                .results()
                .findFirst()
                .map(address -> URI.create(address.group()))
                .orElseThrow(() -> new AssertionError("No console in the log: " + errors()));
    }

    /** {@return what stdout holds beside what was read} */
    String rest() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            return String.join("\n", reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the signal only: {@link Process#destroy} would throw away what was printed as well. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends a signal, such as {@code HUP}. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("The signal could not be sent");
        }
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The server still runs after " + LIMIT_SECONDS + " s; on stderr: " + errors());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly()
                .onExit()
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
        Files.deleteIfExists(errors);
    }
}
