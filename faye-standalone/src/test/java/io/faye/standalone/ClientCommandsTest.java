package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("On the command line")
class ClientCommandsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private Path secured() throws Exception {
        return Files.writeString(
                folder.resolve("faye.yaml"),
                """
                auth:
                  required: true
                  tokens: {secret: %s}
                rules:
                  - allow: handshake
                    to: authenticated
                  - allow: [subscribe, publish]
                    channels: /users/{user}/**
                    to: named:user
                """
                        .formatted(SECRET));
    }

    private static String url(RunningServer server) {
        return server.server().uri().toString();
    }

    @Test
    @DisplayName("'sub' prints what 'pub' publishes, one line of JSON for each message, and ends after --count")
    void subscribesAndPublishes() throws Exception {
        try (RunningServer server = RunningServer.with()) {
            Command sub = Command.start("sub", url(server), "/chat/*", "/chat/lobby", "--count", "2")
                    .awaitError("subscribed to /chat/*, /chat/lobby at " + url(server));
            Command first = Command.run("pub", url(server), "/chat/lobby", "{\"text\":\n\"Hello\"}");
            assertThat(first.lines()).containsExactly("{\"channel\":\"/chat/lobby\",\"accepted\":true}");
            assertThat(first.errors()).isEmpty();
            assertThat(first.exitCode()).isZero();
            assertThat(Command.run("pub", url(server), "/chat/lobby", "good\u009b \u202emorning", "--text")
                            .exitCode())
                    .isZero();
            assertThat(sub.exitCode()).isZero();
            assertThat(sub.lines())
                    .hasSize(2)
                    .satisfies(lines -> assertThat(lines.get(0))
                            .startsWith("{\"channel\":\"/chat/lobby\",\"data\":{\"text\": \"Hello\"}"))
                    .satisfies(lines -> assertThat(lines.get(1)).contains("\"data\":\"good\\u009b \\u202emorning\""));
        }
    }

    @Test
    @DisplayName("'pub' without data publishes each line of standard input, by polling too")
    void publishesLines() throws Exception {
        try (RunningServer server = RunningServer.with()) {
            String client = server.subscriber("/numbers");
            Command pub = Command.reading("1\n\n{\"two\":2}\n3", "pub", "--polling", url(server), "/numbers");
            assertThat(pub.exitCode()).as(pub.errors()).isZero();
            assertThat(pub.lines()).hasSize(3).allMatch(line -> line.contains("\"accepted\":true"));
            assertThat(server.poll(client)).containsSubsequence("\"data\":1", "\"data\":{\"two\":2}", "\"data\":3");

            Command bad = Command.reading("4\nfive\n6", "pub", url(server), "/numbers", "-");
            assertThat(bad.exitCode()).isEqualTo(1);
            assertThat(bad.errors())
                    .startsWith("faye: Line 2: Expected a JSON value")
                    .hasLineCount(1);
        }
    }

    @Test
    @DisplayName("'sub' ends after --wait without a message: with 0, or with 3 if --count messages have not come")
    void endsAfterSilence() throws Exception {
        try (RunningServer server = RunningServer.with()) {
            Command any = Command.start("sub", url(server), "/a", "--wait", "1");
            Command two = Command.start("sub", url(server), "/a", "--wait", "1", "--count", "1");
            assertThat(any.exitCode()).as(any.errors()).isZero();
            assertThat(two.exitCode()).as(two.errors()).isEqualTo(3);
            assertThat(any.lines()).isEmpty();
        }
    }

    @Test
    @DisplayName("what the server refuses, or does not answer, ends a command with 1 and one line that says why")
    void refused() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Command unreachable = Command.run("sub", "http://127.0.0.1:" + closed, "/a");
        assertThat(unreachable.exitCode()).isEqualTo(1);
        assertThat(unreachable.errors())
                .startsWith("faye: Cannot connect to http://127.0.0.1:" + closed + "/faye: ")
                .hasLineCount(1);
        try (RunningServer server = RunningServer.with("--config", secured().toString())) {
            Command stranger = Command.run("pub", url(server), "/users/ada/notes", "1");
            assertThat(stranger.exitCode()).isEqualTo(1);
            assertThat(stranger.errors())
                    .contains("Cannot connect to " + url(server), "401")
                    .hasLineCount(1);

            String token = Command.run("token", secured().toString(), "--as", "ada")
                    .lines()
                    .get(0);
            Command other = Command.run("pub", url(server), "/users/bob/notes", "1", "--token", token);
            assertThat(other.exitCode()).isEqualTo(1);
            assertThat(other.lines().get(0))
                    .startsWith("{\"channel\":\"/users/bob/notes\",\"accepted\":false,\"error\":\"403:");
            Command listening = Command.run("sub", url(server), "/users/**", "--token", token);
            assertThat(listening.exitCode()).isEqualTo(1);
            assertThat(listening.errors())
                    .contains("Cannot subscribe to /users/**: 403:")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{algorithm: HS256, secret: SECRET}",
                "{algorithm: HS384, secret: SECRET, issuer: 'https://a.example', audience: [chat, other]}",
                "{algorithm: [HS512, HS256], secret: SECRET, user-claim: name, roles-claim: groups, audience: chat}"
            })
    @DisplayName("a JSON web token of 'token' has the claims that the server asks for")
    void jsonWebTokens(String section) throws Exception {
        Path file = Files.writeString(
                folder.resolve("faye.yaml"),
                """
                auth:
                  required: true
                  jwt: %s
                rules:
                  - allow: handshake
                    to: authenticated
                  - allow: publish
                    channels: /users/{user}/**
                    to: named:user
                  - allow: publish
                    channels: /news
                    to: role:editor
                """
                        .formatted(section.replace("SECRET", (SECRET + SECRET).substring(0, 64))));
        try (RunningServer server = RunningServer.with("--config", file.toString())) {
            String[] command = {"token", file.toString(), "--as", "ada", "--role", "editor", "--for", "600"};
            String token = Command.run(command).lines().get(0);
            for (String channel : new String[] {"/users/ada/notes", "/news"}) {
                Command pub = Command.run("pub", url(server), channel, "1", "--token", token);
                assertThat(pub.exitCode()).as(pub.errors()).isZero();
            }
            assertThat(Command.run("pub", url(server), "/users/bob/notes", "1", "--token", token)
                            .exitCode())
                    .isEqualTo(1);
            Command narrow = Command.run("token", file.toString(), "--as", "ada", "--channel", "/a");
            assertThat(narrow.errors())
                    .contains("cannot be limited to channels")
                    .hasLineCount(1);
            assertThat(narrow.exitCode()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a token of 'token' opens a secured server, from an option, a file or the environment")
    void tokens() throws Exception {
        try (RunningServer server = RunningServer.with("--config", secured().toString())) {
            String token = Command.run("token", secured().toString(), "--as", "ada", "--for", "600")
                    .lines()
                    .get(0);
            Path file = Files.writeString(folder.resolve("token"), token + "\n");
            Command sub = Command.start(
                            Map.of("FAYE_TOKEN", token),
                            InputStream.nullInputStream(),
                            "sub",
                            url(server),
                            "/users/ada/**",
                            "--count",
                            "1")
                    .awaitError("subscribed");
            Command pub = Command.run("pub", url(server), "/users/ada/notes", "1", "--token-file", file.toString());
            assertThat(pub.exitCode()).as(pub.errors()).isZero();
            assertThat(sub.exitCode()).as(sub.errors()).isZero();
            assertThat(sub.lines()).hasSize(1).allMatch(line -> line.contains("/users/ada/notes"));

            String narrow = Command.run("token", secured().toString(), "--as", "ada", "--channel", "/users/ada/inbox")
                    .lines()
                    .get(0);
            assertThat(Command.run("pub", url(server), "/users/ada/notes", "1", "--token", narrow)
                            .exitCode())
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("'drain' has a server move its sessions, and waits until they have moved")
    void drains() throws Exception {
        Path token = Files.writeString(folder.resolve("tokens"), "a-token-of-operators");
        try (RunningServer server =
                RunningServer.with("--management-port", "0", "--management-token-file", token.toString())) {
            String port = server.management("/").toString();
            assertThat(server.get(server.management("/metrics")).body()).contains("faye_draining 0.0");

            Command stranger = Command.run("drain", port, "--token", "another-token-of-operators");
            assertThat(stranger.exitCode()).isEqualTo(1);
            assertThat(stranger.errors()).contains("/drain answers 401: ").hasLineCount(1);
            assertThat(Command.run("drain", port).exitCode()).isEqualTo(2);
            assertThat(server.get(URI.create(port).resolve("/health")).statusCode())
                    .isEqualTo(200);

            Command begun =
                    Command.run("drain", port, "--token-file", token.toString(), "--grace", "60", "--wait", "0.5");
            assertThat(begun.exitCode()).isEqualTo(3);
            assertThat(begun.lines()).containsExactly("{\"state\":\"draining\",\"sessions\":0}");
            assertThat(server.get(server.at("/health")).statusCode()).isEqualTo(503);
            assertThat(server.get(server.management("/metrics")).body()).contains("faye_draining 1.0");
        }
        try (RunningServer server =
                RunningServer.with("--management-port", "0", "--management-token-file", token.toString())) {
            String port = server.management("/").toString();
            Command whole = Command.run(
                    "drain", port, "--token-file", token.toString(), "--grace", "0", "--time", "0", "--wait", "30");
            assertThat(whole.exitCode()).as(whole.errors()).isZero();
            assertThat(whole.lines()).last().isEqualTo("{\"state\":\"drained\",\"sessions\":0}");
        }
    }
}
