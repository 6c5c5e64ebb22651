package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(World.Shared.class)
@Tag("not-in-faye")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A server that a file secures")
class AuthExampleTest {

    /** Opens a client for the example's server. */
    private interface Opener {
        TokenClient open(AuthExampleTest test);
    }

    private final World world;
    private final String room = "/rooms/room" + Channels.own().replace('/', '-');
    private SecuredExample example;
    private FayeDriver node;
    private String ada;
    private String bob;
    private String editor;
    private String forged;

    AuthExampleTest(World world) {
        this.world = world;
    }

    @BeforeAll
    void start() {
        example = new SecuredExample();
        node = FayeDriver.node();
        ada = SecuredExample.token("ada");
        bob = SecuredExample.token("bob");
        editor = SecuredExample.token("eve", "editor");
        forged = SecuredExample.tokenSignedWith("another secret, which is long enough too", "ada", "editor");
    }

    @AfterAll
    void stop() {
        node.close();
        example.close();
    }

    static Stream<Named<Opener>> clients() {
        return Stream.of(
                        faye(Transport.WEBSOCKET, Transport.LONG_POLLING),
                        cometd(Transport.WEBSOCKET, Transport.LONG_POLLING),
                        java(Transport.WEBSOCKET, Transport.LONG_POLLING),
                        browser(
                                BrowserScript.OURS,
                                BrowserTransport.WEBSOCKET,
                                BrowserTransport.EVENTSOURCE,
                                BrowserTransport.LONG_POLLING),
                        browser(
                                BrowserScript.NPM,
                                BrowserTransport.WEBSOCKET,
                                BrowserTransport.EVENTSOURCE,
                                BrowserTransport.LONG_POLLING,
                                BrowserTransport.CALLBACK_POLLING))
                .flatMap(clients -> clients);
    }

    private static Stream<Named<Opener>> faye(Transport... transports) {
        return Stream.of(transports)
                .map(transport -> Named.of(
                        "Faye on Node by " + transport.wireName(),
                        test -> new FayeTokenClient(test.node, transport, test.example.url(), test.example.server())));
    }

    private static Stream<Named<Opener>> cometd(Transport... transports) {
        return Stream.of(transports)
                .map(transport -> Named.of(
                        "CometD by " + transport.wireName(),
                        test -> new CometdTokenClient(transport, test.example.url(), test.example.server())));
    }

    private static Stream<Named<Opener>> java(Transport... transports) {
        return Stream.of(transports)
                .map(transport -> Named.of(
                        "our Java client by " + transport.wireName(),
                        test -> new JavaTokenClient(transport, test.example.url(), test.example.server())));
    }

    private static Stream<Named<Opener>> browser(BrowserScript script, BrowserTransport... transports) {
        return Stream.of(transports)
                .map(transport -> Named.of(
                        "in Chromium " + script + " by " + transport.wireName(),
                        test -> new BrowserTokenClient(test.world.browser(), script, transport, test.example.url())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    @DisplayName("lets a client in with a token alone, has it hear and say what it may, and tells it nothing of others")
    void secures(Opener opener) {
        try (TokenClient client = opener.open(this)) {
            assertThat(client.enter("")).isEqualTo("401::Authentication required");
            assertThat(client.enter(forged)).isEqualTo("401::Wrong credential");
            assertThat(client.enter(ada)).isEmpty();
            hearsWhatItMay(client);
            for (String forbidden : List.of("/users/bob/inbox", "/users/**", "/**")) {
                assertThat(client.subscribe(forbidden)).isEqualTo("403:" + forbidden + ":Forbidden channel");
            }
            assertThat(client.publish("/news/today", "fake news")).isEqualTo("403:/news/today:Forbidden channel");
            assertThat(client.publish(room, "said")).isEmpty();
            publishes("/users/bob/inbox", "for bob alone");
            publishes("/news/today", "all for ada");
            client.receives("for ada", "said", "all for ada");
        }
        staysSecret();
    }

    private void hearsWhatItMay(TokenClient client) {
        for (String allowed : List.of("/users/ada/**", "/news/*", room)) {
            assertThat(client.subscribe(allowed)).as(allowed).isEmpty();
        }
        publishes("/users/ada/inbox", "for ada");
        // Before it asks for more: CometD's client listens to a pattern until it has heard that this is forbidden.
        client.receives("for ada");
    }

    private void publishes(String channel, String data) {
        assertThat(example.ask(editor, "{\"channel\":\"" + channel + "\",\"data\":\"" + data + "\"}"))
                .contains("\"successful\":true");
    }

    private void staysSecret() {
        assertThat(example.hasSent("for ada")).isTrue();
        for (String secret : List.of(ada, editor, forged, "for bob alone", "fake news")) {
            assertThat(example.hasSent(secret)).as(secret).isFalse();
        }
    }

    @Test
    @DisplayName("takes the tokens of its issuer, and of no other that has its secret")
    void knowsIssuer() {
        String message = "{\"channel\":\"" + room + "\",\"data\":1}";
        assertThat(example.ask(SecuredExample.token("--issuer", "auth-config", "ada"), message))
                .contains("\"successful\":true");
        assertThat(example.ask(SecuredExample.token("--issuer", "https://login.example.com", "ada"), message))
                .contains("401::Wrong credential");
    }

    @Test
    @DisplayName("refuses who comes into somebody's session with the token of somebody else")
    void guardsSessions() {
        String handshake =
                "{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"long-polling\"]}";
        String client = example.ask(ada, handshake).replaceAll("(?s).*\"clientId\":\"(\\w+)\".*", "$1");
        String message = "{\"channel\":\"" + room + "\",\"clientId\":\"" + client + "\",\"data\":1}";
        assertThat(example.ask(ada, message)).contains("\"successful\":true");
        assertThat(example.ask(bob, message)).contains("403::The session is somebody else's");
    }
}
