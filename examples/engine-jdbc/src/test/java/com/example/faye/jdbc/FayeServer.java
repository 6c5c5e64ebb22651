package com.example.faye.jdbc;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@code ./faye serve} with this engine, in a process of its own. */
final class FayeServer implements AutoCloseable {

    private static final long LIMIT_SECONDS = 20;

    private final Process process;
    private final URI uri;

    private FayeServer(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** The first start may have to build the server. */
    static FayeServer start(String database) throws IOException {
        String classPath = System.getProperty("engine.jar") + File.pathSeparator + H2Server.jar();
        Process process = new ProcessBuilder(
                        System.getProperty("faye.command"),
                        "serve",
                        "--port",
                        "0",
                        "--host",
                        "127.0.0.1",
                        "--classpath",
                        classPath,
                        "--engine",
                        "jdbc",
                        "--option",
                        "url=" + database)
                .redirectError(Path.of("target", "faye-server.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new FayeServer(process, uri(process));
    }

    /** From the line "Faye for Java 1.0 at http://127.0.0.1:8000/faye". */
    private static URI uri(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        if (line == null || !line.contains("http://")) {
            process.destroyForcibly();
            throw new IOException("The server did not start, see target/faye-server.log; it said: " + line);
        }
        return URI.create(line.substring(line.indexOf("http://")));
    }

    URI uri() {
        return uri;
    }

    /** {@return whether it ended by itself when it was asked to} */
    boolean end() throws InterruptedException {
        process.destroy();
        return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }
}
