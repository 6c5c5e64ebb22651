package io.faye.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.client.Server.Way;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client")
class FayeClientTest {

    private static final int MANY = 200;

    private final Server server = new Server(Duration.ofSeconds(30));
    private final Inbox inbox = new Inbox();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("gets what it publishes, with channel, data and ext")
    void publishes(Way way) {
        CompletableFuture<Message> received = new CompletableFuture<>();
        try (FayeClient client = server.client(way).build()) {
            client.subscribe("/chat/*", received::complete).join();
            Message message =
                    Message.parse("{\"channel\":\"/chat/lobby\",\"data\":{\"text\":\"Hello\"},\"ext\":{\"a\":1}}"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            client.publish(message).join();
            Message delivered = Wait.until("the message", received);
            assertThat(delivered.without("id")).isEqualTo(message);
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("sends and gets 200 messages in order, without waiting for replies")
    void keepsOrder(Way way) {
        try (FayeClient client = server.client(way).build()) {
            client.subscribe("/numbers", inbox).join();
            List<CompletableFuture<Void>> replies = new ArrayList<>();
            IntStream.rangeClosed(1, MANY).forEach(number -> replies.add(client.publish("/numbers", number)));
            Server.all(replies);
            inbox.receivesNumbers(MANY);
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("is told how it is connected, and when it is closed")
    void states(Way way) {
        States states = new States();
        try (FayeClient client = server.client(way).listener(states).build()) {
            client.connect().join();
            assertThat(states.next()).isEqualTo("connecting");
            assertThat(states.next()).isEqualTo("connected by " + way.wireName() + ", NEW");
        }
        assertThat(states.next()).isEqualTo("closed: The application has closed the client");
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("learns why the server refuses, and goes on")
    void refusals(Way way) {
        try (FayeClient client = server.client(way).build()) {
            RefusedException refused = (RefusedException)
                    Wait.fault("a forbidden subscription", client.subscribe("/service/secret", inbox));
            assertThat(refused.error()).isEqualTo("403:/service/secret:Forbidden channel");
            assertThat(refused.code()).isEqualTo(403);
            assertThat(refused.arguments()).containsExactly("/service/secret");
            assertThat(refused.text()).isEqualTo("Forbidden channel");
            assertThat(Wait.fault("a publish to a name of CometD's", client.publish("/a.b", 1)))
                    .hasMessage("405:/a.b:Invalid channel");
            client.subscribe("/a", inbox).join();
            client.publish("/a", 1).join();
            inbox.receives("1");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("gives a message once to each of its handlers, however many patterns match, until they cancel")
    void handlers(Way way) {
        Inbox other = new Inbox();
        try (FayeClient client = server.client(way).build()) {
            Subscription first = client.subscribe("/a/*", inbox).join();
            client.subscribe("/a/**", inbox).join();
            client.subscribe("/a/*", other).join();
            client.publish("/a/b", 1).join();
            other.receives("1");
            inbox.awaitSize(2);
            first.cancel().join();
            client.publish("/a/b", 2).join();
            other.receives("1", "2");
            inbox.receives("1", "1", "2");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("gets nothing of a pattern that it cancelled, and the server knows")
    void cancels(Way way) {
        try (FayeClient client = server.client(way).build()) {
            Subscription left = client.subscribe("/left", inbox).join();
            client.subscribe("/kept", inbox).join();
            left.cancel().join();
            client.publish("/left", 1).join();
            client.publish("/kept", 2).join();
            inbox.receives("2");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("may be used and waited for in a handler")
    void blocksInHandlers(Way way) {
        try (FayeClient client = server.client(way).build()) {
            client.subscribe("/answers", inbox).join();
            client.subscribe("/questions", message -> client.publish(
                                    "/answers", message.data().orElseThrow())
                            .join())
                    .join();
            for (int number = 1; number <= 3; number++) {
                client.publish("/questions", number);
            }
            inbox.receivesNumbers(3);
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("goes on when a handler or a listener throws")
    void survivesHandlers(Way way) {
        ClientListener failing = new ClientListener() {
            @Override
            public void connecting() {
                throw new IllegalStateException("a listener of this test fails");
            }
        };
        try (FayeClient client = server.client(way).listener(failing).build()) {
            client.subscribe("/a", message -> {
                        inbox.accept(message);
                        throw new IllegalStateException("a handler of this test fails");
                    })
                    .join();
            client.publish("/a", 1).join();
            client.publish("/a", 2).join();
            inbox.receives("1", "2");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("ends its session when it is closed, and does nothing any more")
    void closes(Way way) {
        FayeClient client = server.client(way).build();
        client.subscribe("/a", inbox).join();
        CompletableFuture<Void> last = client.publish("/a", 1);
        client.close();
        Wait.until("the reply to what was published before", last);
        assertThat(server.sessions()).isEmpty();
        assertThat(Wait.fault("a late publish", client.publish("/a", 2)))
                .isInstanceOf(ClientClosedException.class)
                .hasMessage("The application has closed the client");
        client.close();
    }

    @Test
    @DisplayName("that was never used is closed without having connected")
    void closesUnused() {
        States states = new States();
        server.client(Way.WEBSOCKET).listener(states).build().close();
        assertThat(states.next()).startsWith("closed");
    }

    @Test
    @DisplayName("keeps cookies, as servers with sessions of their own need it")
    void cookies() throws Exception {
        try (WebSite site = new WebSite(exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "BAYEUX_BROWSER=abc; Path=/; HttpOnly");
            return WebSite.reply(
                    403, String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")));
        })) {
            States states = new States();
            try (FayeClient client =
                    Way.LONG_POLLING.builder(site.uri()).listener(states).build()) {
                client.connect();
                assertThat(states.upTo("waiting")).isEqualTo("waiting: 403::null");
                assertThat(states.upTo("waiting")).isEqualTo("waiting: 403::BAYEUX_BROWSER=abc");
            }
        }
    }

    @Test
    @DisplayName("sends the header fields that it is given, also those that change")
    void headers() throws Exception {
        int[] count = {0};
        try (WebSite site = new WebSite(exchange -> WebSite.reply(
                        403,
                        exchange.getRequestHeaders().getFirst("X-Fixed")
                                + exchange.getRequestHeaders().getFirst("X-Changing")));
                FayeClient client = Way.LONG_POLLING
                        .builder(site.uri())
                        .header("X-Fixed", "fixed")
                        .headers(() -> Map.of("X-Changing", String.valueOf(++count[0])))
                        .build()) {
            assertThat(Wait.fault("the connection", client.connect())).hasMessage("403::fixed1");
            assertThat(Wait.fault("the connection", client.connect())).hasMessage("403::fixed2");
        }
    }

    @Test
    @DisplayName("reads texts, numbers, lists and maps without a codec, and says what else it would need")
    void plainData() {
        try (FayeClient client = server.client(Way.WEBSOCKET).build()) {
            CompletableFuture<Map<?, ?>> received = new CompletableFuture<>();
            client.subscribe("/a", Map.class, received::complete).join();
            client.publish("/a", Map.of("list", List.of(1, "two", 3.5, true))).join();
            assertThat(Wait.until("the message", received)).isEqualTo(Map.of("list", List.of(1L, "two", 3.5, true)));
            assertThatThrownBy(() -> client.publish("/a", new Object()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("faye-client-jackson2");
            assertThatThrownBy(() -> client.read(Message.EMPTY.with("data", Json.of(1)), URI.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("java.net.URI");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/faye", "ftp://localhost/faye", "http:/faye"})
    @DisplayName("is not built for what is no address of a server")
    void refusesAddresses(String address) {
        assertThatThrownBy(() -> FayeClient.builder(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://example.com/faye");
    }
}
