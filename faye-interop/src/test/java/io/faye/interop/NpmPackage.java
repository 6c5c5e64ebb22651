package io.faye.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Our client as the npm package that is published: packed, and installed into folders that hold nothing else. */
final class NpmPackage {

    private static final Path MODULE = Path.of("..", "faye-client-js");
    private static final Path SOURCES = Path.of("src", "test", "node-package");

    private final Path folder;

    private NpmPackage(Path folder) {
        this.folder = folder;
    }

    /** Packs the client. */
    static Path pack(Path folder) throws IOException {
        Program.run(MODULE, "npm", "pack", "--pack-destination", folder.toString())
                .succeeds();
        try (Stream<Path> packed = Files.list(folder)) {
            return packed.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Installs the packed client into an empty folder, with some of the packages that tests need, and the test programs. */
    static NpmPackage install(Path tarball, Path folder, String... others) throws IOException {
        Path modules = NodeModules.install().resolve("node_modules").toAbsolutePath();
        List<String> command = new ArrayList<>(
                List.of("npm", "install", "--offline", "--no-audit", "--no-fund", "--install-links", "--prefix", "."));
        command.add(tarball.toString());
        Stream.of(others).map(other -> modules.resolve(other).toString()).forEach(command::add);
        Program.run(folder, command.toArray(String[]::new)).succeeds();
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Files.copy(source, folder.resolve(source.getFileName()));
            }
        }
        return new NpmPackage(folder);
    }

    /** Runs a program in the folder. */
    Program run(String... command) throws IOException {
        return Program.run(folder, command);
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** {@return the files of the package, relative to it} */
    List<String> files() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root().relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the package's own description of itself} */
    String description() {
        return Browser.text(root().resolve("package.json"));
    }

    private Path root() {
        return folder.resolve("node_modules").resolve("faye-client-js");
    }
}
