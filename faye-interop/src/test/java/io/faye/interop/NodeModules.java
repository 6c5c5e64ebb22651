package io.faye.interop;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The npm packages that the driver needs, installed into {@code target/node} when they are missing. */
final class NodeModules {

    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path FOLDER = Path.of("target", "node");
    private static final int INSTALL_SECONDS = 120;

    private NodeModules() {}

    /** {@return the folder with the driver and the packages} */
    static Path install() {
        try {
            Files.createDirectories(FOLDER);
            // Tests run in several JVMs at once.
            try (FileChannel lock = FileChannel.open(FOLDER.resolve("lock"), CREATE, WRITE)) {
                lock.lock();
                return installed();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path installed() throws IOException {
        boolean current =
                isCurrent("package-lock.json") && Files.exists(FOLDER.resolve("node_modules/faye/package.json"));
        for (String file : List.of(
                "package.json",
                "package-lock.json",
                "driver.js",
                "cometd-driver.mjs",
                "cometd-calls.mjs",
                "fleet.mjs",
                "manifest.mjs")) {
            update(file);
        }
        if (!current) {
            run("npm", "ci", "--no-audit", "--no-fund");
        }
        return FOLDER;
    }

    private static boolean isCurrent(String file) throws IOException {
        Path copy = FOLDER.resolve(file);
        return Files.exists(copy) && Files.mismatch(copy, SOURCES.resolve(file)) < 0;
    }

    /** Leaves alone what is the same: another JVM's Node may be about to read it, and a copy is not there for a moment. */
    private static void update(String file) throws IOException {
        if (!isCurrent(file)) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void run(String... command) {
        Path log = FOLDER.resolve("npm.log").toAbsolutePath();
        try {
            Process process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                Processes.end(process);
                throw new AssertionError("'npm ci' could not install the clients of others; see " + log);
            }
        } catch (IOException e) {
            throw missing("npm", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("'npm ci' was interrupted", e);
        }
    }

    /** {@return a failure that says how to get what these tests need} */
    static AssertionError missing(String program, IOException cause) {
        return new AssertionError(
                "The program '" + program + "' is missing: tests with the real Faye clients need Node.js 18 or newer,"
                        + " npm, and Ruby with the gem faye (on Debian and Ubuntu: apt-get install nodejs npm ruby-faye;"
                        + " elsewhere: https://nodejs.org, https://www.ruby-lang.org)",
                cause);
    }
}
