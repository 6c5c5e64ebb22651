package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        long begin = System.nanoTime();
        while (!server.errors().contains(text)) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(text).isLessThan(LIMIT);
        }
    }

    @Test
    @DisplayName("reloads its file, goes on with the old one if it is wrong, and stops on SIGTERM as before")
    void reloads() throws Exception {
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
