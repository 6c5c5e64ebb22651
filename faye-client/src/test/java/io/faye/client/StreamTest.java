package io.faye.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.client.Server.Way;
import io.faye.protocol.Message;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A stream")
class StreamTest {

    /** Sessions end after 4 s without a connect. */
    private final Server server = new Server(Duration.ofSeconds(2));

    private final Reader reader = new Reader();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Asks for nothing by itself. */
    private static final class Reader implements Flow.Subscriber<Message> {

        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final Inbox inbox = new Inbox();
        private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
        }

        @Override
        public void onNext(Message message) {
            inbox.accept(message);
        }

        @Override
        public void onError(Throwable fault) {
            ends.add("error " + fault.getMessage());
        }

        @Override
        public void onComplete() {
            ends.add("complete");
        }

        void request(long count) {
            Wait.until("the subscription", subscription).request(count);
        }
    }

    /** Waits until the server has accepted the subscription of a reader that asks for messages. */
    private void awaitSubscription(FayeClient client, String channel) {
        client.subscribe(channel, message -> {}).join();
    }

    /** Another session tells the time, which lives as long from now on. */
    private void awaitLifeOfSession() throws Exception {
        String handshake = "{\"channel\":\"/meta/handshake\",\"version\":\"1.0\","
                + "\"supportedConnectionTypes\":[\"long-polling\"]}";
        HttpRequest request = HttpRequest.newBuilder(server.uri())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(handshake))
                .build();
        String reply = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        Awaitility.await("the end of a session that does not connect")
                .atMost(Wait.LIMIT)
                .until(() -> server.sessions().stream().noneMatch(id -> reply.contains(id.toString())));
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName(
            "gives as many messages as are asked for, in order, also when the client waits longer than a session lives")
    void demand(Way way) throws Exception {
        States states = new States();
        try (FayeClient client = server.client(way).listener(states).build()) {
            client.stream("/a").subscribe(reader);
            awaitSubscription(client, "/a");
            server.publish("/a", 1, 5);
            reader.request(2);
            reader.inbox.receivesNumbers(2);
            server.publish("/a", 6, 10);
            awaitLifeOfSession();
            assertThat(reader.inbox.received()).hasSize(2);
            reader.request(Long.MAX_VALUE);
            reader.inbox.receivesNumbers(10);
            server.publish("/a", 11, 12);
            reader.inbox.receivesNumbers(12);
            assertThat(states.upTo("connected")).endsWith("NEW");
        }
        assertThat(reader.ends.take()).isEqualTo("complete");
    }

    @Test
    @DisplayName("leaves what was not asked for at the server")
    void acknowledges() {
        try (FayeClient client = server.client(Way.WEBSOCKET).build()) {
            client.stream("/a").subscribe(reader);
            awaitSubscription(client, "/a");
            server.publish("/a", 1, 1);
            server.publish("/a", 2, 2_000);
            reader.request(1);
            reader.inbox.receivesNumbers(1);
            reader.request(1_999);
            reader.inbox.receivesNumbers(2_000);
        }
    }

    @Test
    @DisplayName("ends with an error if the server refuses the subscription")
    void refused() throws Exception {
        try (FayeClient client = server.client(Way.WEBSOCKET).build()) {
            client.stream("/service/a").subscribe(reader);
            reader.request(1);
            assertThat(reader.ends.take()).isEqualTo("error 403:/service/a:Forbidden channel");
        }
    }

    @Test
    @DisplayName("ends with an error if nothing is asked for")
    void noDemand() throws Exception {
        try (FayeClient client = server.client(Way.WEBSOCKET).build()) {
            client.stream("/a").subscribe(reader);
            reader.request(0);
            assertThat(reader.ends.take()).isEqualTo("error Expected a demand of 1 or more, but got 0");
        }
    }

    @Test
    @DisplayName("gives nothing after it was cancelled, and holds up nothing else")
    void cancelled() {
        Inbox inbox = new Inbox();
        try (FayeClient client = server.client(Way.WEBSOCKET).build()) {
            client.stream("/a").subscribe(reader);
            awaitSubscription(client, "/a");
            server.publish("/a", 1, 3);
            client.subscribe("/b", inbox).join();
            Wait.until("the subscription", reader.subscription).cancel();
            server.publish("/b", 1, 3);
            inbox.receivesNumbers(3);
            assertThat(reader.inbox.received()).isEmpty();
        }
    }
}
