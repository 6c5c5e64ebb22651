package io.faye.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Three servers that are one service, and a way to them that leads each connection to the next, dead or alive. */
final class Service implements AutoCloseable {

    private static final int SERVERS = 3;
    private static final int TIMEOUT_SECONDS = 5;

    private final RedisProcess redis = new RedisProcess();
    private final List<ServerProcess> servers = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Proxy balancer = new Proxy(this::nextPort, () -> (request, bytes, length) -> length);

    Service() {
        this(TIMEOUT_SECONDS);
    }

    /** Starts servers that hold a connect for so many seconds, with more options. */
    Service(int timeout, String... more) {
        String[] options =
                Stream.concat(Stream.of(redis.options()), Stream.of(more)).toArray(String[]::new);
        for (int i = 1; i <= SERVERS; i++) {
            servers.add(ServerProcess.start("of-three-" + i, timeout, options));
        }
    }

    private int nextPort() {
        return server(connections.getAndIncrement()).port();
    }

    /** {@return one of the servers; they are counted round and round} */
    ServerProcess server(int number) {
        return servers.get(number % SERVERS);
    }

    Proxy balancer() {
        return balancer;
    }

    /** {@return where to look when a test fails} */
    String story() {
        return String.join("\n", servers.stream().map(ServerProcess::story).toList());
    }

    @Override
    public void close() {
        balancer.close();
        servers.forEach(ServerProcess::close);
        redis.close();
    }
}
