package io.faye.extension.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Session;
import io.faye.extension.Session.Outcome;
import io.faye.extension.Sessions;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tester of extensions")
class ExtensionTesterTest {

    private static final String MESSAGE = "{\"channel\":\"/a\",\"data\":1}";

    private static Extension marking(String field) {
        return new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                return Verdict.when(CompletableFuture.supplyAsync(
                        () -> Verdict.pass(message.with(field, Json.TRUE)),
                        CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)));
            }

            @Override
            public Verdict outgoing(Message message, Exchange exchange) {
                return Verdict.pass(message.without(field));
            }
        };
    }

    @Test
    @DisplayName("shows messages to all of them in order, and waits for the verdict")
    void showsMessages() {
        try (ExtensionTester tester = ExtensionTester.of(marking("first"), marking("second"))) {
            Exchange exchange = tester.exchange().build();
            Verdict.Pass in = (Verdict.Pass) tester.incoming(MESSAGE, exchange);
            assertThat(in.message()).hasToString("{\"channel\":\"/a\",\"data\":1,\"first\":true,\"second\":true}");
            Verdict.Pass out = (Verdict.Pass) tester.outgoing(in.message(), exchange);
            assertThat(out.message()).hasToString(MESSAGE);
        }
    }

    /** As a record it equals any other, and is itself nevertheless. */
    private record Asking() implements Extension {}

    @Test
    @DisplayName("has each of them find out once for an exchange, as a server does")
    void findsOutOnce() {
        try (ExtensionTester tester = ExtensionTester.of()) {
            Exchange exchange = tester.exchange().build();
            Asking one = new Asking();
            assertThat(exchange.computeIfAbsent(one, () -> 1)).isEqualTo(1);
            assertThat(exchange.computeIfAbsent(one, () -> 2)).isEqualTo(1);
            assertThat(exchange.computeIfAbsent(new Asking(), () -> 3)).isEqualTo(3);
            assertThat(tester.exchange().build().computeIfAbsent(one, () -> 4)).isEqualTo(4);
        }
    }

    @Test
    @DisplayName("refuses what a broken one throws, as a server does")
    void refusesFaults() {
        Extension broken = new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                throw new IllegalStateException("planted");
            }
        };
        try (ExtensionTester tester = ExtensionTester.of(broken)) {
            assertThat(tester.incoming(MESSAGE, tester.exchange().build()))
                    .isEqualTo(Verdict.refuse(BayeuxError.internal()));
            assertThat(tester.outgoing(MESSAGE, tester.exchange().build())).isInstanceOf(Verdict.Pass.class);
        }
    }

    @Test
    @DisplayName("makes up requests")
    void makesUpRequests() {
        try (ExtensionTester tester = ExtensionTester.of()) {
            Exchange exchange = tester.exchange()
                    .header("Origin", "https://a.example")
                    .cookie("session", "7")
                    .cookie("other", "8")
                    .query("q", "1")
                    .transport("long-polling")
                    .remoteAddress(InetSocketAddress.createUnresolved("a.example", 1))
                    .attribute("user", "ada")
                    .build();
            assertThat(exchange.request().header("origin")).contains("https://a.example");
            assertThat(exchange.request().cookies())
                    .containsExactly(Map.entry("session", "7"), Map.entry("other", "8"));
            assertThat(exchange.request().query()).containsExactly(Map.entry("q", List.of("1")));
            assertThat(exchange.request().transport()).isEqualTo("long-polling");
            assertThat(exchange.request().remoteAddress()).contains(InetSocketAddress.createUnresolved("a.example", 1));
            assertThat(exchange.attributes()).containsExactly(Map.entry("user", "ada"));
            assertThat(exchange.client()).isEmpty();
            assertThat(exchange.isLocal()).isFalse();
            assertThat(tester.exchange().local().build().isLocal()).isTrue();
        }
    }

    @Test
    @DisplayName("makes up sessions, keeps their attributes, and shows which were ended")
    void makesUpSessions() {
        ClientId ada = ClientId.random(new Random(1));
        ClientId eve = ClientId.random(new Random(2));
        try (ExtensionTester tester = ExtensionTester.of()) {
            Exchange exchange =
                    tester.exchange().client(ada).attribute("user", "ada").build();
            tester.exchange().client(eve).build();
            exchange.setAttribute("room", "7").toCompletableFuture().join();
            exchange.setAttribute("user", null).toCompletableFuture().join();
            assertThat(exchange.client()).contains(ada);
            assertThat(exchange.attributes()).isEqualTo(Map.of("room", "7"));
            assertThat(listed(tester.sessions())).containsExactlyInAnyOrder(ada, eve);
            assertThat(tester.sessions().attributes(ada).toCompletableFuture().join())
                    .contains(Map.of("room", "7"));
            assertThat(exchange.sessions().disconnect(ada).toCompletableFuture().join())
                    .isTrue();
            assertThat(exchange.sessions()
                            .setAttribute(ada, "a", "b")
                            .toCompletableFuture()
                            .join())
                    .isFalse();
            assertThat(listed(tester.sessions())).containsExactly(eve);
        }
    }

    /** Page by page. */
    private static List<ClientId> listed(Sessions sessions) {
        List<ClientId> all = new ArrayList<>();
        Sessions.Page page = sessions.list(null, 1).toCompletableFuture().join();
        all.addAll(page.clients().keySet());
        while (page.next() != null) {
            page = sessions.list(page.next(), 1).toCompletableFuture().join();
            all.addAll(page.clients().keySet());
        }
        return all;
    }

    /** Greets whoever sends a message. */
    private static final class Greeting implements Extension {

        @Override
        public Verdict incoming(Message message, Exchange exchange) {
            exchange.client()
                    .ifPresent(client -> exchange.sessions().session(client).deliver("/greetings", "Hello"));
            return Verdict.pass(message);
        }
    }

    @Test
    @DisplayName("shows what was delivered to a session alone, and what was done with a handle for it")
    void showsDeliveries() {
        ClientId ada = ClientId.random(new Random(1));
        ClientId bob = ClientId.random(new Random(2));
        try (ExtensionTester tester = ExtensionTester.of(new Greeting())) {
            tester.incoming(MESSAGE, tester.exchange().client(ada).build());
            tester.exchange().client(bob).build();
            assertThat(tester.delivered(ada))
                    .singleElement()
                    .hasToString("{\"channel\":\"/greetings\",\"data\":\"Hello\"}");
            assertThat(tester.delivered(bob)).isEmpty();

            Session session = tester.sessions().session(bob);
            assertThat(session.setAttribute("a", "b")).isCompletedWithValue(Outcome.DONE);
            assertThat(session.setAttribute("a", "b")).isCompletedWithValue(Outcome.UNCHANGED);
            assertThat(session.removeAttribute("a")).isCompletedWithValue(Outcome.DONE);
            assertThat(session.subscribe(ChannelPattern.of("/a"))).isCompletedWithValue(Outcome.DONE);
            assertThat(session.unsubscribe(ChannelPattern.of("/a"))).isCompletedWithValue(Outcome.DONE);
            assertThat(session.disconnect()).isCompletedWithValue(Outcome.DONE);
            assertThat(session.deliver("/a", 1)).isCompletedWithValue(Outcome.ENDED);
            assertThat(session.ended()).isCompleted();
        }
    }

    @Test
    @DisplayName("wants messages that are some")
    void wantsMessages() {
        try (ExtensionTester tester = ExtensionTester.of()) {
            Exchange exchange = tester.exchange().build();
            for (String text : Arrays.asList("", "{", "[]", "[{},{}]")) {
                assertThatIllegalArgumentException().isThrownBy(() -> tester.incoming(text, exchange));
            }
        }
    }
}
