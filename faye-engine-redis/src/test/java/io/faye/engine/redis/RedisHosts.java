package io.faye.engine.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import redis.embedded.core.ExecutableProvider;

/** Finds a way to run Redis: Docker, then {@code redis-server} on the path, then the one in a jar. */
public final class RedisHosts {

    /** Chooses one of them: docker, path, embedded, or the file of a program. */
    private static final String CHOICE = System.getProperty("faye.test.redis", "");

    /** Files of further programs, separated like those of the path. */
    private static final String OTHERS = "FAYE_REDIS_SERVERS";

    private static final String SEPARATOR = File.separator;

    private static RedisProgram embedded;

    private RedisHosts() {}

    static RedisHost find() {
        return CHOICE.equals("docker") || CHOICE.isEmpty() && hasDocker()
                ? new ContainedRedis()
                : installed().host();
    }

    private static boolean hasDocker() {
        return Files.exists(Path.of("/var/run/docker.sock"))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    /** {@return the program on this machine that tests use, also for several servers that know each other's addresses} */
    public static RedisProgram installed() {
        if (CHOICE.contains(SEPARATOR)) {
            return new RedisProgram(CHOICE, CHOICE);
        }
        return CHOICE.equals("embedded") ? oldest() : onPath("redis-server").orElseGet(RedisHosts::oldest);
    }

    /** {@return the oldest program that is supported, which a jar brings} */
    public static synchronized RedisProgram oldest() {
        if (embedded == null) {
            try {
                File file = ExecutableProvider.newJarResourceProvider().get();
                embedded = new RedisProgram(file.getPath(), "redis-server of embedded-redis");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return embedded;
    }

    /** {@return programs beside the oldest and the installed one: Valkey, and those that a variable of the environment names} */
    public static List<RedisProgram> others() {
        List<RedisProgram> found = new ArrayList<>();
        onPath("valkey-server").ifPresent(found::add);
        Stream.of(System.getenv().getOrDefault(OTHERS, "").split(File.pathSeparator, -1))
                .filter(file -> !file.isEmpty())
                .map(file -> new RedisProgram(file, file))
                .forEach(found::add);
        return found;
    }

    private static Optional<RedisProgram> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(file -> new RedisProgram(file.toString(), program + " on the path"))
                .findFirst();
    }
}
