package io.faye.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that listens on a port, on core 0 where processes can be bound to cores. */
final class Child implements AutoCloseable {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String name;
    private final Process process;
    private final int port;

    private Child(String name, Process process, int port) {
        this.name = name;
        this.process = process;
        this.port = port;
    }

    static Child start(String name, List<String> command, Path folder, int port) {
        try {
            List<String> pinned = new ArrayList<>();
            if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
                pinned.addAll(List.of("/usr/bin/taskset", "-c", "0"));
            }
            pinned.addAll(command);
            Process process = new ProcessBuilder(pinned)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                    .start();
            return new Child(name, process, port);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    void awaitListening() {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!isListening()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " does not listen on port " + port);
            }
            Pause.millis(50);
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** {@return the processor time it has used so far, in seconds} */
    double cpuSeconds() {
        return Proc.cpuSeconds(pid());
    }

    /** {@return its resident memory in KiB} */
    long residentKib() {
        return Proc.residentKib(pid());
    }

    private String pid() {
        return String.valueOf(process.pid());
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
