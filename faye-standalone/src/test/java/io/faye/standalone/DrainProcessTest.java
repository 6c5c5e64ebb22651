package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
@DisplayName("On SIGTERM the server's jar")
class DrainProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String HANDSHAKE =
            "{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"long-polling\"]}";

    private final HttpClient http = HttpClient.newHttpClient();

    private CompletableFuture<String> post(URI uri, String body) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    private void awaitHealth(URI uri, int status) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri.resolve("/health")).timeout(LIMIT).build();
        long begin = System.nanoTime();
        while (http.send(request, BodyHandlers.discarding()).statusCode() != status) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("time until status %s", status)
                    .isLessThan(LIMIT);
        }
    }

    @Test
    @DisplayName("is not ready, answers a held poll with the advice to pause when the grace is over, and exits with 0")
    void drains() throws Exception {
        try (ServerProcess server = ServerProcess.serving("--drain-grace", "5", "--drain-time", "0.2")) {
            URI uri = server.uri();
            String client = post(uri, HANDSHAKE)
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .replaceAll(".*\"clientId\":\"(\\w+)\".*", "$1");
            CompletableFuture<String> poll = post(
                    uri,
                    "{\"channel\":\"/meta/connect\",\"clientId\":\"" + client
                            + "\",\"connectionType\":\"long-polling\",\"id\":\"7\"}");
            awaitHealth(uri, 200);
            server.terminate();
            awaitHealth(uri, 503);
            assertThat(poll.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .containsPattern("\"interval\":[1-9]\\d\\d+,")
                    .contains("\"successful\":true");
            assertThat(server.exitCode()).isZero();
            assertThat(server.errors()).contains("Draining", "Drained", "Stopped");
        }
    }

    @Test
    @DisplayName("stops without waiting when a second one comes")
    void stopsAtOnce() throws Exception {
        try (ServerProcess server = ServerProcess.serving("--drain-grace", "600", "--drain-time", "600")) {
            URI uri = server.uri();
            awaitHealth(uri, 200);
            server.terminate();
            awaitHealth(uri, 503);
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.errors()).contains("a second signal", "Stopped").doesNotContain("Drained");
        }
    }
}
