package io.faye.interop;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** Programs of others that tests start. {@code ./faye test --without} leaves out the tests that need some of them. */
final class Programs {

    private static final List<String> LEFT_OUT =
            List.of(System.getProperty("faye.without", "").split(","));
    private static final Map<String, String> GROUPS = Map.of(
            "chromium", "browser",
            "chromedriver", "browser",
            "node", "node",
            "npm", "node",
            "ruby", "ruby",
            "haproxy", "proxies");

    private Programs() {}

    /** Ends the test, as one that was not run, if it needs a program that is left out. */
    static void assumeUsed(String name) {
        String group = GROUPS.getOrDefault(name, "");
        assumeFalse(LEFT_OUT.contains(group), name + " is left out: --without " + group);
    }

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
