package io.faye.interop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** Programs of others that tests start. */
final class Programs {

    private Programs() {}

    /** {@return the file of a program that is on the path} */
    static Optional<File> find(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst();
    }

    /** {@return the Redis of this machine, or one that a jar brings} */
    static String redis() {
        return find("redis-server").map(File::getPath).orElseGet(Programs::redisOfJar);
    }

    private static String redisOfJar() {
        try {
            return ExecutableProvider.newJarResourceProvider().get().getPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
