package io.faye.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.client.FaultProxy.Cut;
import io.faye.client.Server.Way;
import io.faye.server.DrainOptions;
import io.faye.server.LocalClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A client whose connection or session ends")
class ReconnectTest {

    private static final int ROUNDS = 3;
    private static final int PER_ROUND = 10;

    private final Server server = new Server(Duration.ofSeconds(30));
    private final FaultProxy proxy = new FaultProxy(server.port());
    private final States states = new States();
    private final Inbox inbox = new Inbox();
    private @Nullable FayeClient opened;

    @AfterEach
    void stop() {
        if (opened != null) {
            opened.close();
        }
        proxy.close();
        server.close();
    }

    private FayeClient open(Way way) {
        FayeClient client = way.builder(proxy.uri()).listener(states).build();
        client.subscribe("/a", inbox).join();
        states.upTo("connected");
        opened = client;
        return client;
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("restores its subscriptions after the server was restarted, and says that its session is new")
    void restart(Way way) {
        FayeClient client = open(way);
        server.restart();
        assertThat(states.upTo("connected")).endsWith("NEW");
        client.publish("/a", 1).join();
        inbox.receives("1");
    }

    @Test
    @DisplayName("comes back after the time that a server advises before it closes the connection")
    void drained() {
        try (FayeClient client = server.client(Way.WEBSOCKET)
                .retry(Duration.ofHours(1))
                .listener(states)
                .build()) {
            client.subscribe("/a", inbox).join();
            states.upTo("connected");
            server.http().bayeux().drain(new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ofMillis(500)));
            assertThat(states.upTo("waiting")).contains("1012");
            states.upTo("connecting");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("waits for a server that is away, says why, and then does what was asked meanwhile")
    void away(Way way) {
        FayeClient client = open(way);
        server.stop();
        states.upTo("waiting");
        CompletableFuture<Void> publication = client.publish("/a", 1);
        assertThat(states.upTo("waiting")).isNotEqualTo("waiting: null");
        server.start();
        Wait.until("what was published while the server was away", publication);
        inbox.receives("1");
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("begins a new session when the server has ended the old one")
    void sessionEnded(Way way) {
        FayeClient client = open(way);
        server.endSessions();
        assertThat(states.upTo("connected")).endsWith("NEW");
        client.publish("/a", 1).join();
        inbox.receives("1");
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("goes on in its session after its connection was cut, with all that was published meanwhile")
    void cut(Way way) {
        open(way);
        proxy.cutAll();
        server.publish("/a", 1, 3);
        inbox.receivesNumbers(3);
        assertThat(states.upTo("connected")).isEqualTo("connected by " + way.wireName() + ", RESUMED");
    }

    static Stream<Arguments> waysAndCuts() {
        return Stream.of(Way.values()).flatMap(way -> Stream.of(Cut.values()).map(cut -> Arguments.of(way, cut)));
    }

    @ParameterizedTest(name = "by {0}, {1}")
    @MethodSource("waysAndCuts")
    @DisplayName("loses nothing and gets nothing twice, however often connections are cut while messages travel")
    void nothingLostNothingTwice(Way way, Cut cut) {
        open(way);
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<Void> done = proxy.cutNext(cut, cut == Cut.REQUEST_LOST ? "" : "/a");
            server.publish("/a", round * PER_ROUND + 1, (round + 1) * PER_ROUND);
            Wait.until("cut " + round, done);
        }
        inbox.receivesNumbers(ROUNDS * PER_ROUND);
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("is told that a publication got no reply, and does not repeat it")
    void unanswered(Way way) {
        Inbox all = new Inbox();
        FayeClient client = open(way);
        try (LocalClient local = server.local()) {
            Wait.until("a local subscription", local.subscribe("/b", all));
            CompletableFuture<Void> cut = proxy.cutNext(Cut.RESPONSE_LOST, "/b");
            assertThat(Wait.fault("a publish whose reply is lost", client.publish("/b", 1)))
                    .isInstanceOf(UnansweredException.class)
                    .hasMessageStartingWith("No reply to the message to /b, so it may have arrived or not: ");
            Wait.until("the cut", cut);
            client.publish("/b", 2).join();
            all.receives("1", "2");
        }
    }

    @Test
    @DisplayName("polls where WebSockets do not pass")
    void fallsBack() {
        try (FaultProxy blocking = new FaultProxy(server.port(), "websocket\r\n");
                FayeClient client =
                        Way.WEBSOCKET.builder(blocking.uri()).listener(states).build()) {
            client.subscribe("/a", inbox).join();
            client.publish("/a", 1).join();
            inbox.receives("1");
            assertThat(states.upTo("connected")).isEqualTo("connected by long-polling, NEW");
        }
    }

    @Test
    @DisplayName("fails what waits longer than the application allows, and says why it was not sent")
    void sendTimeout() {
        server.stop();
        try (FayeClient client = Way.WEBSOCKET
                .builder(server.uri())
                .sendTimeout(Duration.ofSeconds(1))
                .build()) {
            assertThat(Wait.fault("a publish without a server", client.publish("/a", 1)))
                    .isExactlyInstanceOf(FayeClientException.class)
                    .hasMessageStartingWith("The message to /a was not sent within 1000 ms: No connection to ");
        }
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("is told what the server does not let it restore")
    void lostSubscription(Way way) {
        List<String> forbidden = new CopyOnWriteArrayList<>();
        try (Server strict =
                        new Server(Duration.ofSeconds(30), options -> options.extension(new Forbidding(forbidden)));
                FayeClient client = strict.client(way).listener(states).build()) {
            client.subscribe("/a", inbox).join();
            client.subscribe("/b", inbox).join();
            forbidden.add("/b");
            strict.restart();
            assertThat(states.upTo("lost")).isEqualTo("lost /b: 403:/b:Forbidden channel");
            client.publish("/b", 1).join();
            client.publish("/a", 2).join();
            inbox.receives("2");
        }
    }
}
