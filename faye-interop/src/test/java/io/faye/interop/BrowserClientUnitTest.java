package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
@DisplayName("The browser client")
class BrowserClientUnitTest {

    private static final Path MODULE = Path.of("..", "faye-client-js");
    private static final int PATIENCE_SECONDS = 150;

    @Test
    @DisplayName("passes its own tests, and was built from its sources")
    void ownTests() throws Exception {
        Process node;
        try {
            node = Processes.watched(new ProcessBuilder(command())
                    .directory(MODULE.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start());
        } catch (IOException e) {
            throw NodeModules.missing("node", e);
        }
        boolean ended = node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Processes.end(node);
        assertThat(ended && node.exitValue() == 0)
                .as("node --test; it said: %s", Files.readString(log()))
                .isTrue();
    }

    /** Each file by name: what Node makes of a folder depends on its version. */
    private static List<String> command() throws IOException {
        try (Stream<Path> files = Files.list(MODULE.resolve("test"))) {
            Stream<String> tests = files.map(file -> "test/" + file.getFileName())
                    .filter(name -> name.endsWith(".test.mjs"))
                    .sorted();
            return Stream.concat(Stream.of("node", "--test"), tests).toList();
        }
    }

    private static Path log() throws IOException {
        return Files.createDirectories(Path.of("target", "interop"))
                .resolve("client-js.log")
                .toAbsolutePath();
    }
}
