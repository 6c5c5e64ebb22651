package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/migrate-from-faye.md says, with its code and its commands; only the ports and the times are others. */
@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@Timeout(300)
@DisplayName("The guide for those who come from Faye on Node")
class FayeMigrationTest {

    private static final String GUIDE = "docs/migrate-from-faye.md";
    private static final String PASSWORD = "a password of this test";
    private static final String ROOM = "/chat/lobby";
    private static final int ATTEMPTS = 100;
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "CHAT_PASSWORD",
            PASSWORD,
            "FAYE",
            Path.of("..").toAbsolutePath().normalize().toString(),
            "NODE_PATH",
            NodeModules.install().resolve("node_modules").toAbsolutePath().toString());

    @TempDir
    private static Path folder;

    private static RedisProcess redis;

    private final FayeDriver node;
    private final List<FayeClient> clients = new ArrayList<>();

    FayeMigrationTest(World world) {
        node = world.node();
    }

    @BeforeAll
    static void build() throws IOException {
        redis = new RedisProcess();
        for (String code : DocumentPages.code(GUIDE, "java")) {
            Files.writeString(folder.resolve(nameOf(code)), code);
        }
        String compile = DocumentPages.code(GUIDE, "sh").get(0);
        shell(compile).succeeds();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    /** {@return the name in the first line of a block of code} */
    private static String nameOf(String code) {
        return code.lines()
                .findFirst()
                .orElseThrow()
                .replaceFirst("^(//|#) ", "")
                .replaceFirst(":.*", "");
    }

    private static Program shell(String commands) throws IOException {
        StringBuilder exports = new StringBuilder();
        ENVIRONMENT.forEach((name, value) -> exports.append("export ")
                .append(name)
                .append("='")
                .append(value)
                .append("'\n"));
        return Program.run(folder, "sh", "-e", "-c", exports + commands);
    }

    /**
     * {@return a block of code of the guide, with ports that are free} A client that begins with a poll changes to its WebSocket when
     * that was answered, which the guide's servers would hold for 45 s.
     */
    private static String code(String language, int block, int port) {
        return DocumentPages.code(GUIDE, language)
                .get(block)
                .replace("timeout: 45", "timeout: 5")
                .replace("ofSeconds(45)", "ofSeconds(5)")
                .replace("8000", String.valueOf(port))
                .replace("6379", String.valueOf(redis.port()));
    }

    private static FayeApplication oldServer(int port) throws IOException {
        Files.writeString(folder.resolve("server.js"), code("js", 0, port));
        return FayeApplication.start("migration-old", folder, ENVIRONMENT, "node", "server.js");
    }

    private static ServerProcess newServer() throws IOException {
        Path file = folder.resolve("faye.yaml");
        String classes = folder.resolve("classes").toString();
        Files.writeString(file, code("yaml", 0, 8000).replace("classpath: classes", "classpath: " + classes));
        return ServerProcess.start("migration-new", 5, ENVIRONMENT, "--config", file.toString());
    }

    private FayeClient open(URI url, Transport transport, Map<String, Object> ext) {
        FayeClient client = new FayeClient(node, url, transport, new Inbox(() -> "See target/interop"), ext);
        clients.add(client);
        return client;
    }

    private static Map<String, Object> said(String text) {
        return Map.of("text", text);
    }

    private static String refusal(InteropClient client, String text) {
        return Limits.await("the refusal", client.tryPublish(ROOM, said(text))).error();
    }

    @Test
    @DisplayName("moves an application with its clients, who go on by themselves")
    void moves() throws IOException {
        AtomicInteger port = new AtomicInteger(Ports.free());
        try (Proxy address = new Proxy(port::get, () -> (request, bytes, length) -> length)) {
            FayeApplication old = oldServer(port.get());
            List<FayeClient> subscribers = List.of(
                    open(address.url(), Transport.WEBSOCKET, Map.of()),
                    open(address.url(), Transport.LONG_POLLING, Map.of()));
            FayeClient publisher = open(address.url(), Transport.WEBSOCKET, Map.of("password", PASSWORD));
            subscribers.forEach(subscriber -> subscriber.subscribe("/chat/*"));
            publisher.publish(ROOM, said("<b>old</b>"));
            subscribers.forEach(subscriber -> subscriber.inbox().receives(said("&lt;b>old&lt;/b>")));
            assertThat(refusal(subscribers.get(0), "x")).isEqualTo("403::Password required");
            assertThat(refusal(publisher, "x".repeat(501))).isEqualTo("413::Text too long");

            old.close();
            try (ServerProcess server = newServer()) {
                port.set(server.port());
                subscribers.forEach(subscriber -> awaitBack(subscriber, publisher));
                publisher.publish(ROOM, said("<b>new</b>"));
                subscribers.forEach(subscriber -> subscriber.inbox().receivesAtLast(said("&lt;b>new&lt;/b>")));
                assertThat(refusal(subscribers.get(0), "x")).isEqualTo("401::Authentication required");
                assertThat(refusal(publisher, "x".repeat(501))).isEqualTo("413::Text too long");
            }
        }
    }

    /** A subscription that a client makes again by itself shows only in what it gets. */
    private static void awaitBack(InteropClient subscriber, InteropClient publisher) {
        Map<String, Object> probe = said("probe of " + subscriber);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            publisher.publish(ROOM, probe);
            if (subscriber.inbox().hasWithin(probe, BETWEEN)) {
                return;
            }
        }
        throw new AssertionError(subscriber + " did not come back");
    }

    @AfterEach
    void closeClients() {
        clients.forEach(InteropClient::close);
    }

    @Test
    @DisplayName("shows a program with the same server, its events, and a client inside of it")
    void program() throws IOException {
        int port = Ports.free();
        Files.writeString(folder.resolve("Chat.java"), code("java", 1, port));
        // So that the program ends with its shell.
        String commands = code("sh", 1, port).replace("\njava ", "\nexec java ");
        try (FayeApplication chat =
                FayeApplication.start("migration-program", folder, ENVIRONMENT, "sh", "-e", "-c", commands)) {
            URI url = URI.create("http://127.0.0.1:" + port + "/faye");
            FayeClient subscriber = open(url, Transport.WEBSOCKET, Map.of());
            subscriber.subscribe("/chat/*");
            open(url, Transport.LONG_POLLING, Map.of("password", PASSWORD)).publish(ROOM, said("<i>Hello"));
            subscriber.inbox().receives(said("&lt;i>Hello"));
            Awaitility.await("what the program says").atMost(Limits.PATIENCE).untilAsserted(() -> assertThat(
                            chat.output())
                    .as(chat.story())
                    .contains("subscribe /chat/*", "said {\"text\":\"&lt;i>Hello\"}"));
        }
    }
}
