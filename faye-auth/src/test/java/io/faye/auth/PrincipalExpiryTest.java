package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Extension;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.server.MessageSink.CloseReason;
import io.faye.server.ServiceReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When a principal expires")
class PrincipalExpiryTest extends GuardedServerTest {

    private final SignedTokens tokens = SignedTokens.of("a secret that nobody else could know");
    private Visitor visitor;
    private ClientId client;

    @Override
    List<Extension> guards() {
        return List.of(Authentication.builder()
                .authenticator(tokens)
                .required()
                .leeway(Duration.ofSeconds(5))
                .renewal(Duration.ofSeconds(20))
                .clock(() -> now)
                .build());
    }

    @BeforeEach
    void begin() {
        visitor = socket();
        client = visitor.begin(token(60));
        assertThat(visitor.subscribe(client, "/a").isSuccessful()).isTrue();
    }

    private String token(int seconds) {
        return Visitor.token(tokens.issue("ada", START.plusSeconds(seconds)));
    }

    private static Optional<Json> renew(Message reply) {
        return reply.ext().flatMap(ext -> ext.field("auth")).flatMap(auth -> auth.field("renew"));
    }

    @Test
    @DisplayName("everything goes on as long as the leeway lasts")
    void leeway() {
        now = START.plusSeconds(64);

        assertThat(visitor.poll(client, "").isSuccessful()).isTrue();
        assertThat(visitor.publish("/a", "x", ",'clientId':'" + client + "'").isSuccessful())
                .isTrue();
        assertThat(visitor.receivesUntil("x")).containsExactly("x");
    }

    @Test
    @DisplayName("every request is refused with 401 and the session's id, and the session has ended")
    void ends() {
        now = START.plusSeconds(65);

        assertThat(visitor.publish("/a", "x", ",'clientId':'" + client + "'").error())
                .contains("401:" + client + ":Authentication expired");
        assertThat(Visitor.await(server.sessions().attributes(client))).isEmpty();
        Message connect = visitor.poll(client, "");
        assertThat(connect.error()).contains("401:" + client + ":Unknown client");
        assertThat(connect.field("advice").orElseThrow()).hasToString("{\"reconnect\":\"handshake\"}");
    }

    @Test
    @DisplayName("a connect is refused with the advice to shake hands again")
    void refusesConnect() {
        now = START.plusSeconds(65);

        Message connect = visitor.poll(client, "");
        assertThat(connect.error()).contains("401:" + client + ":Authentication expired");
        assertThat(connect.field("advice").orElseThrow()).hasToString("{\"reconnect\":\"handshake\"}");
    }

    @Test
    @DisplayName("a new token comes too late: its session is over")
    void tooLate() {
        now = START.plusSeconds(65);

        assertThat(visitor.poll(client, token(600)).error()).contains("401:" + client + ":Authentication expired");
    }

    @Test
    @DisplayName("nothing is delivered over an open socket any more, and that is closed")
    void deliversNothing() {
        visitor.poll(client, "");
        now = START.plusSeconds(65);
        http().publish("/a", "secret", token(600));

        assertThat(visitor.closes()).isEqualTo(CloseReason.SESSION_ENDED);
        assertThat(visitor.seen()).noneMatch(message -> message.data().isPresent());
    }

    @Test
    @DisplayName("the answer of a service is not delivered any more either")
    void deliversNoAnswer() {
        CompletableFuture<ServiceReply> reply = new CompletableFuture<>();
        server.services().handle("/service/later", call -> reply);
        visitor.poll(client, "");
        assertThat(visitor.publish("/service/later", "x", ",'clientId':'" + client + "'")
                        .isSuccessful())
                .isTrue();
        now = START.plusSeconds(65);
        reply.complete(ServiceReply.success("secret"));

        assertThat(visitor.closes()).isEqualTo(CloseReason.SESSION_ENDED);
        assertThat(visitor.seen()).noneMatch(message -> message.data().isPresent());
    }

    @Test
    @DisplayName("nothing is delivered with the answer to a poll that is held")
    void deliversNothingToPolls() {
        Visitor polling = http();
        var held = polling.connect(client, "");
        now = START.plusSeconds(65);
        http().publish("/a", "secret", token(600));

        assertThat(Visitor.await(held)).hasSize(1);
        assertThat(polling.poll(client, "").error()).contains("401:" + client + ":Unknown client");
    }

    @Test
    @DisplayName(
            "a held connect has returned before, so that an idle client is asked for a new credential and learns the end")
    void returnsInTime() {
        now = START.plus(Duration.ofMillis(39_950));
        Message first = Visitor.await(visitor.connect(client, "")).get(0);
        assertThat(first.isSuccessful()).as("%s", first).isTrue();

        now = START.plus(Duration.ofMillis(64_950));
        Message second = Visitor.await(visitor.connect(client, "")).get(0);
        assertThat(second.isSuccessful()).as("%s", second).isTrue();
        assertThat(renew(second)).contains(Json.TRUE);
    }

    @Test
    @DisplayName("its client was asked for a new credential since the time set, beside what else the reply says")
    void asks() {
        ClientId acknowledging = visitor.begin(
                ",'ext':{'ack':true,'auth':{'token':'%s'}}".formatted(tokens.issue("ada", START.plusSeconds(60))));
        now = START.plusSeconds(39);
        assertThat(renew(visitor.poll(acknowledging, ""))).isEmpty();
        now = START.plusSeconds(40);
        Message reply = visitor.poll(acknowledging, "");

        assertThat(renew(reply)).contains(Json.TRUE);
        assertThat(reply.ext().flatMap(ext -> ext.field("ack"))).isPresent();
    }

    @Test
    @DisplayName("a connect with a new token has made it last longer")
    void renews() {
        now = START.plusSeconds(41);
        Message reply = visitor.poll(client, token(600));
        assertThat(reply.isSuccessful()).isTrue();
        assertThat(renew(reply)).isEmpty();

        now = START.plusSeconds(599);
        http().publish("/a", "x", token(600));
        assertThat(visitor.receivesUntil("x")).containsExactly("x");
    }

    @Test
    @DisplayName("the header of a WebSocket, which cannot be renewed, does not undo the renewal")
    void headerOfSocket() {
        String old = "Bearer " + tokens.issue("ada", START.plusSeconds(60));
        Visitor programme = socket().by(Visit.by("websocket").with("authorization", old));
        ClientId session = programme.begin("");
        now = START.plusSeconds(41);
        assertThat(programme.poll(session, token(600)).isSuccessful()).isTrue();
        assertThat(programme.publish("/a", "x", ",'clientId':'" + session + "'").isSuccessful())
                .isTrue();
        now = START.plusSeconds(599);
        assertThat(programme.poll(session, "").error()).isEmpty();
    }

    @Test
    @DisplayName("a poll that was sent with the old token in its header does not undo the renewal")
    void headerOfPoll() {
        Visit old = Visit.plain().with("authorization", "Bearer " + tokens.issue("ada", START.plusSeconds(60)));
        Visitor programme = http();
        now = START.plusSeconds(41);
        programme.poll(client, token(600));
        assertThat(programme.by(old).poll(client, "").isSuccessful()).isTrue();
        now = START.plusSeconds(599);
        assertThat(http().poll(client, "").error()).isEmpty();
        assertThat(programme.poll(client, "").error()).contains("401::Wrong credential");
    }

    @Test
    @DisplayName("clients of event streams, which are to come back rarely, come back in time")
    void intervals() {
        Message reply =
                http().ask("{'channel':'/meta/connect','clientId':'%s','connectionType':'eventsource'}", client);
        assertThat(reply.field("advice").flatMap(advice -> advice.field("interval")))
                .contains(Json.of(30_000));

        now = START.plusSeconds(38);
        reply = http().ask("{'channel':'/meta/connect','clientId':'%s','connectionType':'eventsource'}", client);
        assertThat(reply.field("advice").flatMap(advice -> advice.field("interval")))
                .contains(Json.of(2_000));
    }
}
