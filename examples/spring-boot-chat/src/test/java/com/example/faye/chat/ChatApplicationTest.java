package com.example.faye.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.client.FayeClient;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ChatApplicationTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @Value("http://localhost:${local.server.port}")
    private String address;

    @Test
    void showsWhatUsersSay() throws Exception {
        try (FayeClient ada = client(login("ada"));
                FayeClient bob = client(login("bob"))) {
            BlockingQueue<Message> received = new LinkedBlockingQueue<>();
            bob.subscribe("/chat/lobby", received::add).toCompletableFuture().get(60, TimeUnit.SECONDS);
            ada.publish("/service/say/lobby", Map.of("text", "Hello"))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            Json line = received.poll(60, TimeUnit.SECONDS).data().orElseThrow();
            assertThat(line.field("user")).contains(Json.of("ada"));
            assertThat(line.field("text")).contains(Json.of("Hello"));
            assertThatThrownBy(() -> bob.publish("/chat/lobby", Map.of("user", "ada"))
                            .toCompletableFuture()
                            .get(60, TimeUnit.SECONDS))
                    .hasMessageContaining("403");
        }
        HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        login(browser, "bob");
        assertThat(get(browser, "/rooms/lobby").body()).contains("\"user\":\"ada\"", "\"text\":\"Hello\"");
        assertThat(get(browser, "/").body()).contains("/faye.js");
        assertThat(get(browser, "/faye.js").body()).contains("Faye");
    }

    @Test
    void sendsOthersToTheLogin() throws Exception {
        HttpResponse<String> answer = get(HttpClient.newHttpClient(), "/faye.js");
        assertThat(answer.statusCode()).isIn(302, 401);
    }

    private FayeClient client(String cookie) {
        return FayeClient.builder(URI.create(address + "/faye"))
                .header("Cookie", cookie)
                .build();
    }

    private String login(String user) throws Exception {
        CookieManager cookies = new CookieManager();
        login(HttpClient.newBuilder().cookieHandler(cookies).build(), user);
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .reduce((some, more) -> some + "; " + more)
                .orElseThrow();
    }

    private void login(HttpClient browser, String user) throws Exception {
        Matcher token = TOKEN.matcher(get(browser, "/login").body());
        assertThat(token.find()).isTrue();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + user + "&password=" + user + "&_csrf=" + token.group(1)))
                .build();
        assertThat(browser.send(request, BodyHandlers.ofString()).headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).doesNotContain("error"));
    }

    private HttpResponse<String> get(HttpClient browser, String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
    }
}
