package io.faye.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Servers of others, fetched and built below {@code target} when they are first measured. */
final class Peers {

    private Peers() {}

    static Path node(Path home) {
        return npm(home, "faye-node");
    }

    static Path nodeOnRedis(Path home) {
        return npm(home, "faye-node-redis");
    }

    private static Path npm(Path home, String name) {
        return install(home, name, "node_modules", "npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
    }

    static Path cometd(Path home) {
        return install(home, "cometd", "target/lib", "mvn", "-q", "-B", "package");
    }

    private static Path install(Path home, String name, String sign, String... command) {
        Path source = home.resolve("faye-benchmark/peers").resolve(name);
        Path target = home.resolve("faye-benchmark/target/peers").resolve(name);
        try {
            copy(source, target);
            if (!Files.exists(target.resolve(sign))) {
                run(target, command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot install " + name + " in " + target, e);
        }
        return target;
    }

    private static void copy(Path source, Path target) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(source)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = target.resolve(source.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.write(copy, Files.readAllBytes(file));
        }
    }

    private static void run(Path folder, String... command) throws IOException {
        // Where the command writes to is not standard output, which is for figures.
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("install.log").toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed, see " + folder.resolve("install.log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
