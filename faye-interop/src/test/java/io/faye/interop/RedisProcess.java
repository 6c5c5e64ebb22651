package io.faye.interop;

import java.io.IOException;

/** A Redis for servers that are one service; it keeps nothing. */
public final class RedisProcess implements AutoCloseable {

    private final int port = Ports.free();
    private final Process process = launch();

    public RedisProcess() {}

    private Process launch() {
        ProcessLog log = new ProcessLog("redis-" + port);
        ProcessBuilder builder = new ProcessBuilder(
                        Programs.redis(), "--port", String.valueOf(port), "--bind", "127.0.0.1", "--save", "")
                .redirectError(log.appending());
        try {
            Process started = Processes.watched(builder.start());
            log.awaitLine(started, "Ready to accept connections");
            return started;
        } catch (IOException e) {
            throw new AssertionError("Redis did not start", e);
        }
    }

    public int port() {
        return port;
    }

    /** {@return options for a server that is to use it} */
    public String[] options() {
        return new String[] {"--engine", "redis", "--option", "url=redis://127.0.0.1:" + port};
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
