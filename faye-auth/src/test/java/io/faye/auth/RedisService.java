package io.faye.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.faye.engine.EngineOptions;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** A Redis that makes one service of several servers, and keeps nothing. */
final class RedisService implements AutoCloseable {

    private final int port = freePort();
    private final Process process = launch();

    RedisService() {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(ready), "redis output");
        reader.setDaemon(true);
        reader.start();
        Visitor.await(ready);
    }

    /** Below the range from which outgoing connections get theirs: none must take it before Redis does. */
    private static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port found from 10000 to 32000 in 100 attempts");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private Process launch() {
        try {
            Process started = new ProcessBuilder(
                            program(), "--port", String.valueOf(port), "--bind", "127.0.0.1", "--save", "")
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return started;
        } catch (IOException e) {
            throw new AssertionError("Redis did not start", e);
        }
    }

    /** {@return the Redis of this machine, or one that a jar brings} */
    private static String program() throws IOException {
        String name = "redis-server";
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, name).canExecute());
        return installed
                ? name
                : ExecutableProvider.newJarResourceProvider().get().getPath();
    }

    private void read(CompletableFuture<Void> ready) {
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.contains("Ready to accept connections")) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            said.add(e.toString());
        }
        ready.completeExceptionally(new AssertionError("Redis ended: " + said));
    }

    EngineOptions options() {
        return EngineOptions.of("url", "redis://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        Visitor.await(process.destroyForcibly().onExit());
    }
}
