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

/** A contender's process, on core 0 where processes can be bound to cores. */
final class ServerUnderTest implements AutoCloseable {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final int port;

    private ServerUnderTest(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ServerUnderTest start(Contender contender) {
        try {
            int port = freePort();
            List<String> command = new ArrayList<>();
            if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
                command.addAll(List.of("/usr/bin/taskset", "-c", "0"));
            }
            command.addAll(contender.commandFor(port));
            Process process = new ProcessBuilder(command)
                    .directory(contender.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                    .start();
            ServerUnderTest server = new ServerUnderTest(process, port);
            server.awaitListening(contender.name());
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + contender.name(), e);
        }
    }

    private void awaitListening(String name) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!isListening()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("The server " + name + " does not listen on port " + port);
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
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
