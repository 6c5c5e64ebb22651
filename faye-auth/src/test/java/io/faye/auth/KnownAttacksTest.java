package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Extension;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways round that Faye's documentation, its changelog and its security advisories name. */
@DisplayName("Nobody gets in by")
class KnownAttacksTest extends GuardedServerTest {

    private final SignedTokens tokens = SignedTokens.of("a secret that nobody else could know");
    private final String ada = tokens.issue("ada", START.plusSeconds(600), "/rooms/**");
    private final String mallory = tokens.issue("mallory", START.plusSeconds(600), "/public/*");
    private final Set<String> loggedIn = ConcurrentHashMap.newKeySet();
    private Visitor victim;
    private ClientId adas;

    @Override
    List<Extension> guards() {
        return List.of(Authentication.builder()
                .authenticator(tokens)
                .authenticator(WebSessions.ofCookie(
                        "SID",
                        id -> CompletableFuture.completedFuture(
                                loggedIn.contains(id) ? Optional.of(Principal.of("web")) : Optional.empty())))
                .required()
                .clock(() -> now)
                .build());
    }

    @BeforeEach
    void begin() {
        victim = socket();
        adas = victim.begin(Visitor.token(ada));
        assertThat(victim.subscribe(adas, "/rooms/**").isSuccessful()).isTrue();
        victim.poll(adas, "");
    }

    /** What the victim hears of a message that is known to get through. */
    private List<String> victimHears() {
        http().publish("/rooms/a", "marker", Visitor.token(ada));
        return victim.receivesUntil("marker");
    }

    @ParameterizedTest
    @DisplayName("CVE-2020-11020: more segments behind a meta channel")
    @ValueSource(
            strings = {
                "/meta/subscribe/x",
                "/meta/subscribe/",
                "/meta/subscribe/*",
                "/meta//subscribe",
                "/meta/Subscribe",
                "/META/subscribe",
                "/meta/subscribe ",
                " /meta/subscribe",
                "/meta/subscribe\\u0000",
                "/meta/subscribe\\n"
            })
    void moreSegments(String channel) {
        for (String credential : List.of("", Visitor.token(mallory))) {
            Visitor visitor = socket();
            ClientId client = visitor.begin(Visitor.token(mallory));
            Message reply = visitor.ask(
                    "{'channel':'%s','clientId':'%s','subscription':'/rooms/a'%s}", channel, client, credential);

            assertThat(reply.isSuccessful()).as("%s", reply).isFalse();
            visitor.poll(client, "");
            assertThat(victimHears()).containsExactly("marker");
            assertThat(visitor.seen()).noneMatch(message -> message.data().isPresent());
        }
    }

    @ParameterizedTest
    @DisplayName("a wildcard that also hears private channels")
    @ValueSource(strings = {"/*", "/**", "/rooms/*", "/rooms/**", "/rooms/a/**", "/public/**"})
    void wildcards(String pattern) {
        Visitor visitor = socket();
        ClientId client = visitor.begin(Visitor.token(mallory));

        assertThat(visitor.subscribe(client, pattern).error()).contains("403:" + pattern + ":Forbidden channel");
    }

    @Test
    @DisplayName("an array of subscriptions with one that is granted before one that is not")
    void arrays() {
        Visitor visitor = socket();
        ClientId client = visitor.begin(Visitor.token(mallory));
        for (String list : List.of("['/public/a','/rooms/a']", "['/rooms/a','/public/a']", "['/public/a','/**']")) {
            assertThat(visitor.subscribe(client, list).error().orElseThrow())
                    .startsWith("403:")
                    .endsWith(":Forbidden channel");
        }
        visitor.poll(client, "");
        assertThat(victimHears()).containsExactly("marker");
        assertThat(visitor.seen()).noneMatch(message -> message.data().isPresent());
    }

    @Test
    @DisplayName("a message without a session")
    void withoutSession() {
        for (String client : List.of("", ",'clientId':''", ",'clientId':null", ",'clientId':{'id':'" + adas + "'}")) {
            assertThat(http().publish("/rooms/a", "forged", client).error()).contains("401::Authentication required");
        }
        assertThat(victimHears()).containsExactly("marker");
    }

    @Test
    @DisplayName("a message with a session that does not exist, which says so, in short, and how to get another")
    void unknownSession() {
        for (String id : List.of("0".repeat(31), "x", "x".repeat(64), "x".repeat(500))) {
            Message reply = http().publish("/rooms/a", "forged", ",'clientId':'" + id + "'");
            String shown = id.substring(0, Math.min(id.length(), 64));

            assertThat(reply.error()).contains("401:" + shown + ":Unknown client");
            assertThat(reply.field("advice").orElseThrow()).hasToString("{\"reconnect\":\"handshake\"}");
        }
        assertThat(victimHears()).containsExactly("marker");
    }

    @Test
    @DisplayName("a handshake that names a session")
    void handshakeWithSession() {
        for (String id : List.of("0".repeat(31), adas.toString())) {
            assertThat(http().shakeHands(",'clientId':'" + id + "'").error()).contains("401::Authentication required");
        }
    }

    @Test
    @DisplayName("a batch in which another message carries the credential")
    void mixedBatch() {
        List<Message> replies = http().askAll(
                        "[{'channel':'/rooms/a','data':'before'},{'channel':'/rooms/a','data':'mine'%s},"
                                + "{'channel':'/rooms/a','data':'behind'},{'channel':'/rooms/a','data':'other'%s}]",
                        Visitor.token(ada), Visitor.token(mallory));

        assertThat(replies).extracting(Message::isSuccessful).containsExactly(false, true, false, false);
        assertThat(victimHears()).containsExactly("mine", "marker");
    }

    @Test
    @DisplayName("one's own credential with somebody else's client id: not to disconnect, listen, publish or take over")
    void othersSession() {
        Visitor visitor = http();
        for (String message : List.of(
                "'channel':'/meta/disconnect'",
                "'channel':'/meta/subscribe','subscription':'/public/a'",
                "'channel':'/meta/unsubscribe','subscription':'/rooms/**'",
                "'channel':'/meta/connect','connectionType':'websocket','advice':{'timeout':0}",
                "'channel':'/public/a','data':1")) {
            assertThat(visitor.ask("{%s,'clientId':'%s'%s}", message, adas, Visitor.token(mallory))
                            .error())
                    .as(message)
                    .contains("403::The session is somebody else's");
        }
        assertThat(victimHears()).containsExactly("marker");
    }

    @Test
    @DisplayName("a cookie that was right when its socket was opened")
    void staleCookie() {
        loggedIn.add("s1");
        Visitor visitor = socket().by(Visit.by("websocket").with("cookie", "a=b; SID=s1"));
        ClientId client = visitor.begin("");
        assertThat(visitor.publish("/rooms/a", "while", ",'clientId':'" + client + "'")
                        .isSuccessful())
                .isTrue();
        loggedIn.remove("s1");

        assertThat(visitor.publish("/rooms/a", "after", ",'clientId':'" + client + "'")
                        .error())
                .contains("401::Wrong credential");
        assertThat(visitor.poll(client, "").error()).contains("401::Wrong credential");
        assertThat(visitor.shakeHands("").isSuccessful()).isFalse();
        assertThat(victimHears()).containsExactly("while", "marker");
    }

    @Test
    @DisplayName("keeping quiet on a socket after logging out: deliveries end")
    void quietSocket() {
        loggedIn.add("s1");
        Visitor visitor = socket().by(Visit.by("websocket").with("cookie", "SID=s1"));
        ClientId client = visitor.begin("");
        visitor.subscribe(client, "/rooms/a");
        visitor.poll(client, "");
        loggedIn.remove("s1");
        now = START.plusSeconds(110);
        assertThat(victimHears()).containsExactly("marker");

        visitor.closes();
        assertThat(visitor.seen()).noneMatch(message -> message.data().isPresent());
    }

    @ParameterizedTest
    @DisplayName("publishing to the protocol's own channels")
    @ValueSource(strings = {"/meta", "/meta/x", "/meta/handshake/x", "/meta/connect/x", "/meta/*", "/meta/**"})
    void publishToMeta(String channel) {
        for (String more : List.of("", Visitor.token(ada), ",'clientId':'" + adas + "'")) {
            assertThat(http().publish(channel, "forged", more).isSuccessful()).isFalse();
        }
        assertThat(victimHears()).containsExactly("marker");
    }

    @Test
    @DisplayName("fields that claim that the message was accepted already")
    void claims() {
        for (String claim : List.of(
                ",'successful':true",
                ",'error':null",
                ",'error':''",
                ",'authenticated':true",
                ",'ext':{'principal':'ada'}",
                ",'ext':{'auth.principal':'{}'}",
                ",'auth.principal':{'name':'ada'}")) {
            assertThat(http().publish("/rooms/a", "forged", claim).error())
                    .as(claim)
                    .contains("401::Authentication required");
        }
        assertThat(victimHears()).containsExactly("marker");
    }

    @Test
    @DisplayName("publishing by wildcard")
    void publishByWildcard() {
        for (String channel : List.of("/rooms/*", "/rooms/**", "/**", "/*")) {
            assertThat(http().publish(channel, "forged", Visitor.token(ada)).isSuccessful())
                    .isFalse();
        }
        assertThat(victimHears()).containsExactly("marker");
    }

    @Test
    @DisplayName("what the server tells one client: nobody else's id, and no session's principal, is ever sent")
    void nothingOfOthers() {
        victim.publish("/rooms/a", "mine", ",'clientId':'" + adas + "'");
        Visitor second = socket();
        ClientId client = second.begin(Visitor.token(ada));
        second.subscribe(client, "/rooms/**");
        second.poll(client, "");
        victim.publish("/rooms/a", "last", ",'clientId':'" + adas + "'");
        second.receivesUntil("last");

        Set<String> told = new HashSet<>();
        Stream.concat(second.seen().stream(), Stream.of(Message.EMPTY))
                .forEach(message -> told.add(message.toString()));
        assertThat(told).noneMatch(text -> text.contains(adas.toString()) || text.contains("principal"));
    }
}
