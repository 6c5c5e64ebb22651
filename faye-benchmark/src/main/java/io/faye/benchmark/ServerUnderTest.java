package io.faye.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contender that runs: one process, or two and the Redis that they share. */
final class ServerUnderTest implements AutoCloseable {

    private final List<Child> servers = new ArrayList<>();
    private final @Nullable Child redis;

    private ServerUnderTest(@Nullable Child redis) {
        this.redis = redis;
    }

    static ServerUnderTest start(Contender contender) {
        ServerUnderTest started = new ServerUnderTest(contender.needsRedis() ? redis(contender) : null);
        try {
            started.startServers(contender);
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** It keeps nothing on disk, for all contenders alike. */
    private static Child redis(Contender contender) {
        int port = Child.freePort();
        List<String> command = List.of(
                "redis-server",
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                System.getProperty("java.io.tmpdir", "/tmp"));
        return Child.start("The Redis of " + contender.name(), command, Path.of("."), port);
    }

    private void startServers(Contender contender) {
        int redisPort = redis == null ? 0 : redis.port();
        if (redis != null) {
            redis.awaitListening();
        }
        for (int i = 0; i < (redis == null ? 1 : 2); i++) {
            int port = Child.freePort();
            Child server = Child.start(
                    "The server " + contender.name(), contender.commandFor(port, redisPort), contender.folder(), port);
            servers.add(server);
            server.awaitListening();
        }
    }

    List<Integer> ports() {
        return servers.stream().map(Child::port).toList();
    }

    /** Has its Redis begin to count anew. */
    void forgetCommands() {
        CommandStats.forget(redisPort());
    }

    /** {@return what its Redis has counted} */
    CommandStats commandStats() {
        return CommandStats.of(redisPort());
    }

    private int redisPort() {
        if (redis == null) {
            throw new IllegalStateException("A case about Redis is for servers that use it, such as ours-redis");
        }
        return redis.port();
    }

    /** {@return the processor time that all have used so far, in seconds} */
    double cpuSeconds() {
        return servers.stream().mapToDouble(Child::cpuSeconds).sum() + redisCpuSeconds();
    }

    /** {@return the part of it that is Redis'} */
    double redisCpuSeconds() {
        return redis == null ? 0 : redis.cpuSeconds();
    }

    /** {@return the resident memory of all in KiB} */
    long residentKib() {
        return servers.stream().mapToLong(Child::residentKib).sum() + (redis == null ? 0 : redis.residentKib());
    }

    @Override
    public void close() {
        servers.forEach(Child::close);
        if (redis != null) {
            redis.close();
        }
    }
}
