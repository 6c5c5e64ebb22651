package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.faye.auth.limits.RateLimits;
import io.faye.auth.limits.RateLimits.Scope;
import io.faye.auth.limits.RateLimitsBuilder;
import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Authorization;
import io.faye.auth.rules.Subject;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("Rate limits")
class RateLimitsTest extends GuardedServerTest {

    private final SignedTokens tokens = SignedTokens.of("a secret that nobody else could know");
    private final AtomicLong nanos = new AtomicLong();

    @Override
    List<Extension> guards() {
        return List.of();
    }

    private void limit(RateLimitsBuilder limits) {
        server.addExtension(
                Authentication.builder().authenticator(tokens).clock(() -> now).build());
        server.addExtension(limits.build());
    }

    private RateLimitsBuilder limits() {
        return RateLimits.builder().clock(nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private String as(String user) {
        return Visitor.token(tokens.issue(user, START.plusSeconds(600)));
    }

    private static boolean isAccepted(Message reply) {
        return reply.isSuccessful();
    }

    @Test
    @DisplayName(
            "let so many messages through at once, and then so many a second; the refusal says when the next may come")
    void messages() {
        limit(limits().messages(Scope.ADDRESS, 2, 5));
        Visitor visitor = http();
        for (int i = 0; i < 5; i++) {
            assertThat(visitor.publish("/a", "x", "").isSuccessful()).isTrue();
        }
        assertThat(visitor.publish("/a", "x", "").error()).contains("429:messages,500:Too many requests");
        pass(Duration.ofMillis(499));
        assertThat(visitor.publish("/a", "x", "").error()).contains("429:messages,1:Too many requests");
        pass(Duration.ofMillis(1));
        assertThat(visitor.publish("/a", "x", "").isSuccessful()).isTrue();
        assertThat(visitor.publish("/a", "x", "").isSuccessful()).isFalse();
        pass(Duration.ofHours(1));
        assertThat(visitor.askAll("[" + "{'channel':'/a','data':1},".repeat(6) + "{'channel':'/a','data':1}]"))
                .extracting(Message::isSuccessful)
                .containsExactly(true, true, true, true, true, false, false);
    }

    @Test
    @DisplayName("hold clients apart by session, and do not count what has none")
    void clients() {
        limit(limits().messages(Scope.CLIENT, 1, 2));
        Visitor visitor = http();
        List<ClientId> clients =
                Stream.generate(() -> visitor.begin("")).limit(5).toList();
        for (int i = 0; i < 5; i++) {
            assertThat(isAccepted(visitor.publish("/a", "x", as("ada")))).isTrue();
            assertThat(isAccepted(visitor.publish("/a", "x", ""))).isTrue();
        }
        for (ClientId client : clients) {
            assertThat(visitor.askAll(
                            "[{'channel':'/a','data':1,'clientId':'%1$s'},{'channel':'/a','data':1,'clientId':'%1$s'},"
                                    + "{'channel':'/a','data':1,'clientId':'%1$s'}]",
                            client))
                    .extracting(Message::isSuccessful)
                    .containsExactly(true, true, false);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PRINCIPAL", "ADDRESS"})
    @DisplayName("count handshakes and what is published without a session, also under the name of one that is gone")
    void withoutSession(Scope scope) {
        for (String more : List.of("", ",'clientId':'" + "0".repeat(31) + "'")) {
            RateLimits limits = limits().messages(scope, 1, 2).build();
            server.addExtension(limits);
            assertThat(isAccepted(http().shakeHands(""))).isTrue();
            assertThat(isAccepted(http().publish("/a", "x", more))).isTrue();
            assertThat(isAccepted(http().publish("/a", "x", more))).isFalse();
            assertThat(isAccepted(http().shakeHands(""))).isFalse();
            server.removeExtension(limits);
        }
    }

    @Test
    @DisplayName("hold principals apart, wherever and in whatever sessions they are")
    void principals() {
        limit(limits().messages(Scope.PRINCIPAL, 1, 2));
        assertThat(isAccepted(http().shakeHands(as("ada")))).isTrue();
        assertThat(isAccepted(http().by(Visit.plain().from("192.0.2.2")).publish("/a", "x", as("ada"))))
                .isTrue();
        assertThat(isAccepted(http().by(Visit.plain().from("192.0.2.3")).publish("/a", "x", as("ada"))))
                .isFalse();
        assertThat(isAccepted(http().publish("/a", "x", as("bob")))).isTrue();
    }

    @Test
    @DisplayName("hold addresses apart, of IPv6 the networks")
    void addresses() {
        limit(limits().messages(Scope.ADDRESS, 1, 1));
        for (String address : List.of("192.0.2.1", "192.0.2.2", "2001:db8:0:1::1", "2001:db8:0:2::1")) {
            assertThat(isAccepted(http().by(Visit.plain().from(address)).publish("/a", "x", "")))
                    .as(address)
                    .isTrue();
        }
        assertThat(isAccepted(
                        http().by(Visit.plain().from("2001:db8:0:1:ffff::")).publish("/a", "x", "")))
                .isFalse();
    }

    @Test
    @DisplayName("count bytes")
    void bytes() {
        limit(limits().bytes(Scope.ADDRESS, 1_000, 2_000));
        assertThat(isAccepted(http().publish("/a", "x".repeat(1_900), ""))).isTrue();
        assertThat(http().publish("/a", "x".repeat(500), "").error().orElseThrow())
                .startsWith("429:bytes,")
                .endsWith(":Too many requests");
        pass(Duration.ofMillis(500));
        assertThat(isAccepted(http().publish("/a", "x".repeat(500), ""))).isTrue();
    }

    @Test
    @DisplayName("refuse a payload that is too long with 413")
    void payload() {
        limit(limits().payload("channel\"/a\"data".length() + 10));
        assertThat(isAccepted(http().publish("/a", "12345678", ""))).isTrue();
        assertThat(http().publish("/a", "123456789", "").error()).contains("413:data:Payload too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'ext':{'x':'LONG'}", "'id':'LONG'", "'more':'LONG'", "'LONG':1", "'data':'LONG'"})
    @DisplayName("refuse whatever is too long of what goes to subscribers, and do not count what does not")
    void payloadIsAll(String field) {
        limit(limits().payload(100));
        String publish = "{'channel':'/a','data':1,'clientId':'%s',%s}";
        ClientId client = http().begin("");

        assertThat(isAccepted(http().ask(publish, client, field.replace("LONG", "x".repeat(40)))))
                .isTrue();
        assertThat(http().ask(publish, client, field.replace("LONG", "\u20ac".repeat(40)))
                        .error())
                .contains("413:data:Payload too large");
    }

    @Test
    @DisplayName("advise a connect that comes too soon to come again later, and not to begin a new session")
    void advice() {
        limit(limits().messages(Scope.CLIENT, 1, 1));
        Visitor visitor = http();
        ClientId client = visitor.begin("");
        assertThat(isAccepted(visitor.poll(client, ""))).isTrue();
        Message connect = visitor.poll(client, "");
        assertThat(connect.error()).contains("429:messages,1000:Too many requests");
        assertThat(connect.field("advice").orElseThrow().fields())
                .containsAllEntriesOf(Map.of(
                        "reconnect", Json.of("retry"),
                        "interval", Json.of(1_000)));
        pass(Duration.ofSeconds(1));
        assertThat(isAccepted(visitor.poll(client, ""))).isTrue();
    }

    @Test
    @DisplayName("advise a handshake that comes too soon to come again later")
    void adviceForHandshakes() {
        limit(limits().messages(Scope.ADDRESS, 1, 1));
        assertThat(isAccepted(http().shakeHands(""))).isTrue();
        Message handshake = http().shakeHands("");
        assertThat(handshake.error()).contains("429:messages,1000:Too many requests");
        assertThat(handshake.field("advice").orElseThrow().fields())
                .containsAllEntriesOf(Map.of(
                        "reconnect", Json.of("handshake"),
                        "interval", Json.of(1_000)));
    }

    @Test
    @DisplayName("look at no delivery, so these cost nothing")
    void deliveries() throws NoSuchMethodException {
        assertThat(RateLimits.class
                        .getMethod("outgoing", Message.class, Exchange.class)
                        .getDeclaringClass())
                .isEqualTo(Extension.class);
    }

    @Test
    @DisplayName("count subscriptions: of a session by their names, in arrays too, until it unsubscribes")
    void subscriptions() {
        limit(limits().subscriptions(Scope.CLIENT, 3));
        Visitor visitor = http();
        ClientId client = visitor.begin("");
        assertThat(isAccepted(visitor.subscribe(client, "['/a','/b']"))).isTrue();
        assertThat(isAccepted(visitor.subscribe(client, "['/a','/b','/c']"))).isTrue();
        assertThat(visitor.subscribe(client, "/d").error()).contains("429:subscriptions:Too many subscriptions");
        assertThat(isAccepted(
                        visitor.ask("{'channel':'/meta/unsubscribe','clientId':'%s','subscription':'/a'}", client)))
                .isTrue();
        assertThat(isAccepted(visitor.subscribe(client, "/d"))).isTrue();
        assertThat(isAccepted(visitor.subscribe(visitor.begin(""), "['/a','/b','/c']")))
                .isTrue();
    }

    @Test
    @DisplayName("count the subscriptions of a principal in all its sessions, but not in those that are gone")
    void subscriptionsOfPrincipals() {
        limit(limits().subscriptions(Scope.PRINCIPAL, 3));
        Visitor visitor = http();
        ClientId first = visitor.begin(as("ada"));
        ClientId second = visitor.begin(as("ada"));
        assertThat(isAccepted(visitor.subscribe(first, "['/a','/b']"))).isTrue();
        Visitor.await(server.sessions().disconnect(first));
        assertThat(isAccepted(visitor.subscribe(second, "['/a','/b','/c']"))).isTrue();
        assertThat(isAccepted(visitor.subscribe(second, "/d"))).isFalse();
    }

    private void guard() {
        server.addExtension(Authorization.of(AccessRules.builder()
                .allow(Subject.anyone(), Action.HANDSHAKE)
                .allow(Subject.anyone(), Action.SUBSCRIBE, "/open/**")
                .allow(Subject.anyone(), Action.SUBSCRIBE, "/service/**")
                .build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'/closed/a'",
                "['/open/x','/closed/a']",
                "'no channel'",
                "'/meta/connect'",
                "'/service/a'",
                "['no channel','/open/x']",
                "['/service/a','/open/x']"
            })
    @DisplayName("do not count subscriptions that rules or the server refuse")
    void refusedSubscriptions(String refused) {
        limit(limits().subscriptions(Scope.CLIENT, 2));
        guard();
        Visitor visitor = http();
        ClientId client = visitor.begin("");
        String subscribe = "{'channel':'/meta/subscribe','clientId':'%1$s','subscription':%2$s},";
        for (int round = 0; round < 3; round++) {
            assertThat(visitor.askAll(
                            "[" + subscribe.repeat(3) + "{'channel':'/meta/subscribe','clientId':'%1$s','subscription':"
                                    + "['/open/a','/open/b']}]",
                            client,
                            refused))
                    .extracting(Message::isSuccessful)
                    .containsExactly(false, false, false, true);
        }
        assertThat(visitor.subscribe(client, "/open/c").error()).contains("429:subscriptions:Too many subscriptions");
    }

    @Test
    @DisplayName("go on counting what is held and asked for again in an array that is refused")
    void refusedAgain() {
        limit(limits().subscriptions(Scope.CLIENT, 2));
        guard();
        Visitor visitor = http();
        ClientId client = visitor.begin("");
        assertThat(isAccepted(visitor.subscribe(client, "['/open/a','/open/b']")))
                .isTrue();
        assertThat(visitor.askAll(
                        "[{'channel':'/meta/subscribe','clientId':'%1$s','subscription':['/open/a','/closed/a']},"
                                + "{'channel':'/meta/unsubscribe','clientId':'%1$s','subscription':['no channel','/open/b']},"
                                + "{'channel':'/meta/subscribe','clientId':'%1$s','subscription':'/open/c'}]",
                        client))
                .extracting(Message::isSuccessful)
                .containsExactly(false, false, false);
    }

    @Test
    @DisplayName("count what the server took of an array before it refused one")
    void refusedInTheMiddle() {
        limit(limits().subscriptions(Scope.CLIENT, 3));
        Visitor visitor = http();
        ClientId client = visitor.begin("");
        assertThat(isAccepted(visitor.subscribe(client, "['/a','/b','no channel']")))
                .isFalse();
        assertThat(isAccepted(visitor.subscribe(client, "['/a','/b','/c']"))).isTrue();
        assertThat(visitor.subscribe(client, "/d").error()).contains("429:subscriptions:Too many subscriptions");
    }

    @Test
    @DisplayName("give room in the same batch for what is unsubscribed in it")
    void unsubscribedInBatch() {
        limit(limits().subscriptions(Scope.CLIENT, 1));
        Visitor visitor = http();
        ClientId client = visitor.begin("");
        assertThat(visitor.askAll(
                        "[{'channel':'/meta/subscribe','clientId':'%1$s','subscription':'/a'},"
                                + "{'channel':'/meta/subscribe','clientId':'%1$s','subscription':'/b'},"
                                + "{'channel':'/meta/unsubscribe','clientId':'%1$s','subscription':'/a'},"
                                + "{'channel':'/meta/subscribe','clientId':'%1$s','subscription':'/b'}]",
                        client))
                .extracting(Message::isSuccessful)
                .containsExactly(true, false, true, true);
    }

    @Test
    @DisplayName("write one line to the log when they bite, not one for each message")
    void log() {
        Logger logger = (Logger) LoggerFactory.getLogger(RateLimits.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        limit(limits().messages(Scope.ADDRESS, 1, 1));
        for (int i = 0; i < 50; i++) {
            http().publish("/a", "x", as("ada"));
        }
        logger.detachAppender(lines);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "The limit of messages refuses messages of ada at 192.0.2.1; no more lines for a minute");
    }

    @Test
    @DisplayName("write not more than 60 lines at once, however many senders there are")
    void logOfMany() {
        Logger logger = (Logger) LoggerFactory.getLogger(RateLimits.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        limit(limits().messages(Scope.PRINCIPAL, 1, 1));
        long begin = System.nanoTime();
        for (int i = 0; i < 300; i++) {
            http().publish("/a", "x", as("user" + i));
            http().publish("/a", "x", as("user" + i));
        }
        long seconds = 1 + (System.nanoTime() - begin) / 1_000_000_000;
        logger.detachAppender(lines);

        assertThat(lines.list).hasSizeBetween(60, Math.toIntExact(60 + seconds));
    }

    @Test
    @DisplayName("do not hold for clients in the server's own process")
    void local() {
        limit(limits().messages(Scope.ADDRESS, 1, 1).payload(1));
        for (int i = 0; i < 10; i++) {
            Visitor.await(server.client().publish("/a", "long enough"));
        }
    }

    @Test
    @DisplayName("are 1 or more")
    void settings() {
        assertThatIllegalArgumentException().isThrownBy(() -> limits().messages(Scope.CLIENT, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> limits().bytes(Scope.CLIENT, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> limits().payload(0));
        assertThatIllegalArgumentException().isThrownBy(() -> limits().subscriptions(Scope.CLIENT, 0));
    }
}
