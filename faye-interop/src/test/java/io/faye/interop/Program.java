package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A program that has ended by itself. */
record Program(List<String> command, int status, String output) {

    private static final int PATIENCE_SECONDS = 120;

    /** Runs a program in a folder until it ends. */
    static Program run(Path folder, String... command) throws IOException {
        Path output = Files.createTempFile("program", ".log");
        try {
            Process process = start(folder, output, command);
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Processes.end(process);
            assertThat(ended)
                    .as("%s ended; it said: %s", List.of(command), Files.readString(output))
                    .isTrue();
            return new Program(List.of(command), process.exitValue(), Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(command[0] + " was interrupted", e);
        } finally {
            Files.delete(output);
        }
    }

    private static Process start(Path folder, Path output, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // A proxy knows nothing of this machine's loopback.
        builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT)
                .endsWith("_proxy"));
        try {
            Process process = Processes.watched(builder.start());
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw NodeModules.missing(command[0], e);
        }
    }

    /** Fails with what the program said if it did not succeed. */
    Program succeeds() {
        assertThat(status).as("status of %s, which said: %s", command, output).isZero();
        return this;
    }
}
