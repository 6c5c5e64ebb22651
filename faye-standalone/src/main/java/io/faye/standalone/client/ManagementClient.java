package io.faye.standalone.client;

import io.faye.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the management port of a server. */
final class ManagementClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI port;
    private final String token;

    ManagementClient(URI port, String token) {
        this.port = port;
        this.token = token;
    }

    /**
     * {@return what the server answers}
     *
     * @throws IOException if the server cannot be reached
     * @throws IllegalStateException if it refuses; the message says why
     */
    Json send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(port.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.noBody())
                .build();
        HttpResponse<String> reply = http.send(request, BodyHandlers.ofString());
        if (reply.statusCode() >= 300) {
            throw new IllegalStateException(
                    request.uri() + " answers " + reply.statusCode() + ": " + detail(reply.body()));
        }
        try {
            return Json.parse(reply.body());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(request.uri() + " is no management port of this server", e);
        }
    }

    private static String detail(String body) {
        try {
            return Json.parse(body).field("detail").flatMap(Json::asString).orElse(body);
        } catch (IllegalArgumentException e) {
            return body.strip();
        }
    }
}
