package io.faye.dist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that was started from what is handed out, as a process that knows no Maven. */
final class Launched implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader printed;
    private final String url;

    private Launched(Process process, BufferedReader printed, String url) {
        this.process = process;
        this.printed = printed;
        this.url = url;
    }

    static Launched start(Path folder, List<String> command) throws IOException {
        ProcessBuilder builder = builder(folder, command);
        // What it logs is for people.
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader printed =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = printed.readLine();
        if (line == null) {
            process.destroyForcibly();
            throw new IOException(command + " has ended without a line");
        }
        return new Launched(
                process, printed, line.substring(line.indexOf("http")).split("[ ,]", 2)[0]);
    }

    /** {@return what a command prints that ends by itself} */
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = builder(folder, command).redirectErrorStream(true).start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command + " has failed: " + printed);
            }
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder builder(Path folder, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN") || name.equals("JAVA_OPTS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        return builder;
    }

    /** {@return where it accepts connections} */
    String url() {
        return url;
    }

    /** {@return its exit status after SIGTERM} */
    int stop() throws InterruptedException {
        // Process.destroy would close what it printed.
        process.toHandle().destroy();
        return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** {@return what it printed after the line with its URL, until its end} */
    List<String> rest() {
        return printed.lines().toList();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
