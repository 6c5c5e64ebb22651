package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
@DisplayName("On SIGHUP the server's jar")
class ReloadProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private String publish(URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"channel\":\"/a\",\"data\":1}"))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private static void awaitLog(ServerProcess server, String text) {
        Awaitility.await(text).atMost(LIMIT).until(() -> server.errors().contains(text));
    }

    /** A JVM leaves a signal alone that is ignored when it starts, as {@code nohup} has it, and so does one that it starts. */
    private static boolean ignoresHangUp() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> new BigInteger(
                                line.substring("SigIgn:".length()).strip(), 16))
                        .anyMatch(signals -> signals.testBit(0));
    }

    @Test
    @DisplayName("reloads its file, goes on with the old one if it is wrong, and stops on SIGTERM as before")
    void reloads() throws Exception {
        assumeFalse(ignoresHangUp(), "SIGHUP is ignored here");
        Path file = Files.writeString(folder.resolve("faye.yaml"), "rules: [{allow: publish, channels: /b}]");
        try (ServerProcess server = ServerProcess.serving("--config", file.toString())) {
            URI uri = server.uri();
            assertThat(publish(uri)).contains("403:/a:");
            Files.writeString(file, "rules: [{allow: publish, channels: /a}]");
            server.signal("HUP");
            awaitLog(server, "Reloaded the configuration");
            assertThat(publish(uri)).contains("\"successful\":true");
            Files.writeString(file, "rules: [{allow: eat}]");
            server.signal("HUP");
            awaitLog(server, "Cannot reload the configuration");
            assertThat(server.errors()).contains("faye.yaml:1: expected handshake, subscribe or publish");
            assertThat(publish(uri)).contains("\"successful\":true");
            server.terminate();
            assertThat(server.exitCode()).isZero();
        }
    }
}
