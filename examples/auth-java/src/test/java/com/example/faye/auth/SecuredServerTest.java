package com.example.faye.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faye.transport.http.FayeHttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The secured chat")
@Timeout(30)
class SecuredServerTest {

    private static final String KEY = "a key of the news agency";

    private final HttpClient http = HttpClient.newHttpClient();
    private FayeHttpServer server;

    @BeforeEach
    void start() {
        server = SecuredServer.start(0, "a secret that nobody else could know", KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String login) throws Exception {
        String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return send(request(path).header("Authorization", "Basic " + basic));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String publish(String channel, String ext) throws Exception {
        String message = "{'channel':'" + channel + "','data':'Hello'" + ext + "}";
        return send(request("/faye")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(message.replace('\'', '"'))))
                .body();
    }

    private static String auth(String name, String value) {
        return ",'ext':{'auth':{'" + name + "':'" + value + "'}}";
    }

    @Test
    @DisplayName("gives a token to who knows the password, and lets in who has one")
    void givesTokens() throws Exception {
        String token = get("/token", "ada:lovelace").body();
        assertTrue(publish("/rooms/one", auth("token", token)).contains("\"successful\":true"));
        assertTrue(publish("/news/today", auth("token", token)).contains("403:/news/today:"));
        assertTrue(publish("/rooms/one", "").contains("401::Authentication required"));
    }

    @Test
    @DisplayName("gives no token to others")
    void givesNoTokens() throws Exception {
        for (String login : new String[] {"ada:byron", "ada", "eve:", ":", ""}) {
            assertEquals(401, get("/token", login).statusCode(), login);
        }
        assertEquals(401, send(request("/token")).statusCode());
    }

    @Test
    @DisplayName("takes news from who has the key")
    void takesNews() throws Exception {
        assertTrue(publish("/news/today", auth("key", KEY)).contains("\"successful\":true"));
        assertTrue(publish("/news/today", auth("key", "a guess")).contains("401::Wrong credential"));
        assertTrue(publish("/rooms/one/two", auth("key", KEY)).contains("403:/rooms/one/two:"));
    }

    @Test
    @DisplayName("shows its page")
    void showsPage() throws Exception {
        HttpResponse<String> page = send(request("/"));
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("faye.js"));
        assertEquals(200, send(request("/faye.js")).statusCode());
    }
}
