package io.faye.engine.redis;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import redis.embedded.core.ExecutableProvider;

/** Finds a way to run Redis: Docker, then {@code redis-server} on the path, then the one in a jar. */
final class RedisHosts {

    /** Chooses one of them: docker, path or embedded. */
    private static final String CHOICE = System.getProperty("faye.test.redis", "");

    private static File embedded;

    private RedisHosts() {}

    static RedisHost find() throws IOException {
        Optional<String> installed = installed();
        if (CHOICE.equals("docker") || CHOICE.isEmpty() && hasDocker()) {
            return new ContainedRedis();
        }
        if (CHOICE.equals("path") || CHOICE.isEmpty() && installed.isPresent()) {
            return new LocalRedis(installed.orElseThrow(), "redis-server on the path");
        }
        return new LocalRedis(embedded(), "redis-server of embedded-redis");
    }

    private static boolean hasDocker() {
        return Files.exists(Path.of("/var/run/docker.sock"))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    /** {@return the oldest server that is supported, which a jar brings} */
    static RedisHost oldest() throws IOException {
        return new LocalRedis(embedded(), "redis-server of embedded-redis");
    }

    /** {@return a server on this machine, for what takes several that know each other's addresses} */
    static RedisHost local() throws IOException {
        Optional<String> installed = installed();
        return installed.isPresent() ? new LocalRedis(installed.get(), "redis-server on the path") : oldest();
    }

    private static Optional<String> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static synchronized String embedded() throws IOException {
        if (embedded == null) {
            embedded = ExecutableProvider.newJarResourceProvider().get();
        }
        return embedded.getPath();
    }
}
