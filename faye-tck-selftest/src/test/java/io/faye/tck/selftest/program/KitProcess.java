package io.faye.tck.selftest.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The kit's jar as people start it.
 *
 * @param code the exit code
 * @param output what it printed
 * @param errors what it printed on stderr
 */
record KitProcess(int code, String output, String errors) {

    private static final long LIMIT_SECONDS = 120;

    static KitProcess run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("faye.tck.jar")));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("It still runs after " + LIMIT_SECONDS + " s: " + Files.readString(errors));
            }
            return new KitProcess(process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            process.destroyForcibly()
                    .onExit()
                    .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }
}
