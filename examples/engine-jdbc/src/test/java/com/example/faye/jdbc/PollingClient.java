package com.example.faye.jdbc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Bayeux client that polls, as far as this test needs one. */
final class PollingClient {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern CLIENT_ID = Pattern.compile("\"clientId\":\"(\\w+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String id;

    /** Shakes hands with one server; any other may be used afterwards. */
    PollingClient(URI server) throws IOException, InterruptedException {
        String reply = send(
                server,
                "{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"long-polling\"]}");
        Matcher matcher = CLIENT_ID.matcher(reply);
        if (!matcher.find()) {
            throw new AssertionError("The handshake was refused: " + reply);
        }
        id = matcher.group(1);
    }

    /** {@return the replies, as JSON} */
    String subscribe(URI server, String channel) throws IOException, InterruptedException {
        return send(
                server,
                "{\"channel\":\"/meta/subscribe\",\"clientId\":\"" + id + "\",\"subscription\":\"" + channel + "\"}");
    }

    /** {@return the messages that came, and the reply, as JSON} */
    String connect(URI server) throws IOException, InterruptedException {
        return send(
                server,
                "{\"channel\":\"/meta/connect\",\"clientId\":\"" + id + "\",\"connectionType\":\"long-polling\"}");
    }

    String publish(URI server, String channel, String data) throws IOException, InterruptedException {
        return send(server, "{\"channel\":\"" + channel + "\",\"clientId\":\"" + id + "\",\"data\":" + data + "}");
    }

    private String send(URI server, String message) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server)
                .header("Content-Type", "application/json")
                .timeout(LIMIT)
                .POST(BodyPublishers.ofString("[" + message + "]"))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
