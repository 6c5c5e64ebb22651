package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.SignedTokens;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

@DisplayName("A server secured by a file")
class SecuredServerTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String CONFIG =
            """
            port: 0
            host: localhost
            auth:
              required: true
              tokens:
                secret-file: SECRET_FILE
              password:
                password: a-password-to-publish
                roles: publisher
            limits:
              client:
                subscriptions: 3
              payload: 100
            rules:
              - allow: handshake
                to: authenticated
              - allow: [subscribe, publish]
                channels: /users/{user}/**
                to: named:user
              - allow: subscribe
                channels: /news/*
              - deny: subscribe
                channels: /news/drafts
              - allow: publish
                channels: /news/*
                to: role:publisher
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private StandaloneServer server;
    private String client = "";

    @BeforeEach
    void start() throws IOException {
        start(CONFIG);
    }

    private void start(String config) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        Path file = Files.writeString(folder.resolve("faye.yaml"), config.replace("SECRET_FILE", secret.toString()));
        server = StandaloneServer.start(options(file));
    }

    private static ServeOptions options(Path file) {
        ServeOptions options = new ServeOptions(Map.of());
        new CommandLine(new ServeCommand(options)).parseArgs("--config", file.toString());
        return options.complete();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String ask(String message) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri())
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message.replace('\'', '"')))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private String shakeHands(String ext) throws Exception {
        String reply = ask(
                "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['long-polling']" + ext + "}");
        Matcher id = Pattern.compile("\"clientId\":\"(\\w+)\"").matcher(reply);
        client = id.find() ? id.group(1) : "";
        return reply;
    }

    private void shakeHandsAs(String user) throws Exception {
        String token = SignedTokens.of(SECRET).issue(user, Instant.now().plusSeconds(60));
        assertThat(shakeHands(",'ext':{'auth':{'token':'" + token + "'}}")).contains("\"successful\":true");
    }

    private String subscribe(String pattern) throws Exception {
        return ask("{'channel':'/meta/subscribe','clientId':'" + client + "','subscription':'" + pattern + "'}");
    }

    private String publish(String channel, String data, String ext) throws Exception {
        return ask("{'channel':'" + channel + "','clientId':'" + client + "','data':'" + data + "'" + ext + "}");
    }

    @Test
    @DisplayName("lets in who has a token, and nobody else")
    void authenticates() throws Exception {
        assertThat(shakeHands("")).contains("\"successful\":false", "401::");
        assertThat(shakeHands(",'ext':{'auth':{'token':'" + "x".repeat(80) + "'}}"))
                .contains("\"successful\":false", "401::");
        shakeHandsAs("ada");
    }

    @Test
    @DisplayName("refuses a credential that comes after an anonymous handshake, unless the file allows it")
    void refusesLateCredentials() throws Exception {
        String open = CONFIG.replace("required: true", "required: false").replace("to: authenticated", "to: anyone");
        String password = ",'ext':{'password':'a-password-to-publish'}";
        stop();
        start(open);
        assertThat(shakeHands("")).contains("\"successful\":true");
        assertThat(publish("/news/today", "x", password))
                .contains("401:" + client + ":Authenticate with a new handshake");
        stop();
        start(open.replace("required: false", "late-credentials: true"));
        assertThat(shakeHands("")).contains("\"successful\":true");
        assertThat(publish("/news/today", "x", password)).contains("\"successful\":true");
    }

    @Test
    @DisplayName("limits the sessions of a principal")
    void limitsSessions() throws Exception {
        stop();
        start(CONFIG.replace("required: true", "max-sessions-per-principal: 1"));
        shakeHandsAs("ada");
        shakeHandsAs("bob");
        String token = SignedTokens.of(SECRET).issue("ada", Instant.now().plusSeconds(60));
        assertThat(shakeHands(",'ext':{'auth':{'token':'" + token + "'}}")).contains("429:sessions:Too many sessions");
    }

    @Test
    @DisplayName("obeys its rules")
    void obeysRules() throws Exception {
        shakeHandsAs("ada");
        assertThat(subscribe("/users/ada/inbox")).contains("\"successful\":true");
        assertThat(subscribe("/news/today")).contains("\"successful\":true");
        for (String forbidden : new String[] {"/users/bob/inbox", "/users/**", "/news/drafts", "/news/*", "/**"}) {
            assertThat(subscribe(forbidden)).contains("\"successful\":false", "403:" + forbidden);
        }
        assertThat(publish("/users/ada/inbox", "x", "")).contains("\"successful\":true");
        assertThat(publish("/news/today", "x", "")).contains("\"successful\":false", "403:/news/today");
    }

    @Test
    @DisplayName("takes publications of who has the password, without a session")
    void takesPassword() throws Exception {
        String news = "{'channel':'/news/today','data':'x'";
        assertThat(ask(news + "}")).contains("\"successful\":false", "401::");
        assertThat(ask(news + ",'ext':{'password':'a-password-to-guess'}}")).contains("\"successful\":false");
        assertThat(ask(news + ",'ext':{'password':'a-password-to-publish'}}")).contains("\"successful\":true");
    }

    @Test
    @DisplayName("keeps its limits")
    void keepsLimits() throws Exception {
        shakeHandsAs("ada");
        for (int number = 0; number < 3; number++) {
            assertThat(subscribe("/users/ada/" + number)).contains("\"successful\":true");
        }
        assertThat(subscribe("/users/ada/more")).contains("\"successful\":false", "429:");
        assertThat(publish("/users/ada/0", "x".repeat(200), "")).contains("\"successful\":false", "413:");
    }

    @Test
    @DisplayName("bounds how many wrong credentials come from an address")
    void boundsWrongCredentials() throws Exception {
        server.close();
        start(CONFIG.replace("limits:\n", "limits:\n  address:\n    messages: {per-second: 1, at-once: 5}\n"));
        long begin = System.nanoTime();
        List<String> replies = new ArrayList<>();
        for (int guess = 0; guess < 40; guess++) {
            replies.add(ask("{'channel':'/news/a','data':1,'ext':{'password':'a-password-to-guess-" + guess + "'}}"));
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();

        assertThat(replies.get(0)).contains("401::Wrong credential");
        assertThat(replies.stream().filter(reply -> reply.contains("401::Wrong credential")))
                .hasSizeLessThanOrEqualTo(6 + (int) seconds);
        assertThat(replies.stream().filter(reply -> reply.contains("429:messages,")))
                .hasSizeGreaterThanOrEqualTo(34 - (int) seconds);
    }

    @Test
    @DisplayName("has no console: neither its page nor what it would show")
    void hasNoConsole() throws Exception {
        for (String path : new String[] {"/", "/console/events?after=0"}) {
            HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    static Stream<String> examples() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    @DisplayName("may be configured as the documentation shows")
    void takesExamples(String example) throws IOException {
        ServeOptions options = options(Files.writeString(folder.resolve("example.yaml"), whole(example)));
        boolean isSecured = Pattern.compile("^(auth|rules|limits):", Pattern.MULTILINE)
                .matcher(example)
                .find();
        assertThat(options.security().parts().isEmpty()).isEqualTo(!isSecured);
    }

    /** Rules for somebody need a section about who that is, which the page shows before. */
    private static String whole(String example) throws IOException {
        return example.startsWith("rules:")
                ? examples()
                                .filter(other -> other.startsWith("auth:"))
                                .findFirst()
                                .orElseThrow()
                        + example
                : example;
    }
}
