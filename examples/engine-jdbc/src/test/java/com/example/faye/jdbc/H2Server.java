package com.example.faye.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A database server in a process of its own, on any free port; ends with this process. */
final class H2Server implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Process process;
    private final int port;

    private H2Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static H2Server start() {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            jar(),
                            "org.h2.tools.Server",
                            "-tcp",
                            "-tcpPort",
                            "0",
                            "-ifNotExists")
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new H2Server(process, port(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jar() {
        return Path.of(org.h2.Driver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
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

    /** {@return the address of an empty database in the server's memory} */
    String url() {
        return "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:db" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=60;NETWORK_TIMEOUT=2500;LOCK_TIMEOUT=1500";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
