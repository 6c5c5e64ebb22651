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

/** A database server in a process of its own, on one port for all of its life; ends with this process. */
final class H2Server implements Backend, AutoCloseable {

    /**
     * A lock is waited for less long than an operation may take; what is committed is on the disk. No
     * NETWORK_TIMEOUT: the driver then forgets a connection, but leaves it open, and its locks are held for long.
     */
    private static final String SETTINGS = ";LOCK_TIMEOUT=1500;WRITE_DELAY=0";

    private final AtomicInteger databases = new AtomicInteger();
    private final Path folder;
    private final int port = Ports.free();
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
            awaitPort();
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

    private void awaitPort() throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        if (line == null || !line.contains("tcp://")) {
            throw new IOException("The database server did not start; it said: " + line);
        }
    }

    /** As the power goes out: whatever is not on the disk is lost. */
    @Override
    public void stop() {
        process.destroyForcibly();
        await(process);
    }

    /** A process stops when it runs next, which on a busy machine may be after it was told. */
    @Override
    public void pause() {
        signal("-STOP");
        while (!state().startsWith("T")) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void resume() {
        signal("-CONT");
    }

    private void signal(String name) {
        run("kill", name, String.valueOf(process.pid()));
    }

    private String state() {
        return run("ps", "-o", "stat=", "-p", String.valueOf(process.pid()));
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            await(process);
            return output;
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
