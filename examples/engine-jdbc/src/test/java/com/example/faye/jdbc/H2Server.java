package com.example.faye.jdbc;

import io.faye.tck.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A database server in a process of its own, on any free port; ends with this process. */
final class H2Server implements Backend, AutoCloseable {

    /**
     * A lock is waited for and an answer is awaited for less than an operation may take; what is committed is on the
     * disk.
     */
    private static final String SETTINGS = ";LOCK_TIMEOUT=1500;NETWORK_TIMEOUT=2500;WRITE_DELAY=0";

    private final AtomicInteger databases = new AtomicInteger();
    private final Path folder;
    private int port;
    private Process process;

    H2Server() {
        try {
            folder = Files.createTempDirectory(Path.of("target"), "h2-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    /** {@return the address of a new database} */
    String url() {
        return "jdbc:h2:tcp://127.0.0.1:" + port + "/" + folder.resolve("db" + databases.incrementAndGet()) + SETTINGS;
    }

    @Override
    public void start() {
        try {
            process = new ProcessBuilder(command()).redirectErrorStream(true).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            port = port(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                jar().toString(),
                "org.h2.tools.Server",
                "-tcp",
                "-tcpPort",
                String.valueOf(port),
                "-ifNotExists");
    }

    /** {@return where the driver and the server are} */
    static Path jar() {
        try {
            return Path.of(org.h2.Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From the line "TCP server running at tcp://127.0.0.1:9092 (only local connections)". */
    private static int port(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        if (line == null || !line.contains("tcp://")) {
            throw new IOException("The database server did not start; it said: " + line);
        }
        return Integer.parseInt(line.replaceFirst(".*:(\\d+) .*", "$1"));
    }

    /** As the power goes out: whatever is not on the disk is lost. */
    @Override
    public void stop() {
        process.destroyForcibly();
        await(process);
    }

    @Override
    public void pause() {
        signal("-STOP");
    }

    @Override
    public void resume() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            await(new ProcessBuilder("kill", name, String.valueOf(process.pid())).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a process was to end", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
