package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.faye.engine.EngineListener;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Session;
import io.faye.extension.Session.Outcome;
import io.faye.extension.Verdict;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A handle for a session")
class SessionHandleTest extends ServerTest {

    private static final ChannelPattern PATTERN = ChannelPattern.of("/a/*");

    private Remote socket;
    private String client;
    private Session session;

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().maxSubscriptions(2);
    }

    @BeforeEach
    void connect() {
        socket = socket();
        client = socket.handshake();
        socket.connect(client, "c");
        session = handle(client);
    }

    private Session handle(String id) {
        return server.sessions().session(ClientId.parse(id).orElseThrow());
    }

    private Session ended() {
        Remote remote = http();
        String id = remote.handshake();
        remote.askOne("{'channel':'/meta/disconnect','clientId':'%s'}", id);
        return handle(id);
    }

    @Test
    @DisplayName("delivers messages to that session alone, in order, as they are")
    void delivers() {
        Remote other = socket();
        String otherClient = other.handshake();
        other.connect(otherClient, "c");
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.add(String.valueOf(i));
            outcomes.add(session.deliver("/prices", i).toCompletableFuture());
        }

        assertThat(outcomes.stream().map(Texts::await)).containsOnly(Outcome.DONE);
        assertThat(socket.receives(100)).isEqualTo(sent);
        Texts.await(handle(otherClient).deliver(Texts.message("{'channel':'/x','data':1,'id':2,'more':3}")));
        assertThat(other.receivesMessage().toJson())
                .isEqualTo(Texts.message("{'channel':'/x','data':1,'id':2,'more':3}")
                        .toJson());
        assertThat(socket.hasReceivedNothing()).isTrue();
    }

    @Test
    @DisplayName("says what the session is subscribed to, without the server's own channel")
    void listsSubscriptions() {
        socket.subscribe(client, "/a/*");
        Texts.await(session.subscribe(ChannelPattern.of("/service/prices")));
        Texts.await(session.deliver("/prices", 1));

        assertThat(Texts.await(session.subscriptions()))
                .contains(Set.of(ChannelPattern.of("/a/*"), ChannelPattern.of("/service/prices")));
        Texts.await(session.unsubscribe(ChannelPattern.of("/a/*")));
        assertThat(Texts.await(session.subscriptions())).contains(Set.of(ChannelPattern.of("/service/prices")));
        Texts.await(session.disconnect());
        assertThat(Texts.await(session.subscriptions())).isEmpty();
    }

    @Test
    @DisplayName("delivers after what was published before")
    void keepsOrder() {
        socket.subscribe(client, "/a");
        http().publish("/a", 1);
        Texts.await(session.deliver("/b", 2));
        http().publish("/a", 3);

        assertThat(socket.receives(3)).containsExactly("1", "2", "3");
    }

    @Test
    @DisplayName("delivers what waits for a client that has no connection")
    void waits() {
        Remote polling = http();
        String poller = polling.handshake();
        assertThat(Texts.await(handle(poller).deliver("/a", 1))).isEqualTo(Outcome.DONE);

        assertThat(polling.poll(poller, "p")).containsExactly("1");
    }

    @Test
    @DisplayName("shows extensions the message with its own channel, on its way out")
    void showsExtensions() {
        List<Optional<Channel>> seen = new CopyOnWriteArrayList<>();
        server.addExtension(new Extension() {
            @Override
            public Verdict outgoing(Message message, Exchange exchange) {
                seen.add(message.channel());
                return message.data().filter(Json.of("drop")::equals).isPresent()
                        ? Verdict.drop()
                        : Verdict.pass(message);
            }
        });
        Texts.await(session.deliver("/a", "drop"));
        Texts.await(session.deliver("/b", 2));

        assertThat(socket.receives(1)).containsExactly("2");
        assertThat(seen).containsExactly(Optional.of(Channel.of("/a")), Optional.of(Channel.of("/b")));
    }

    @Test
    @DisplayName("delivers to nobody else: neither to local clients, nor to listeners")
    void staysPrivate() throws InterruptedException {
        List<String> events = new CopyOnWriteArrayList<>();
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        LocalClient local = server.client();
        Texts.await(local.subscribe("/service/**", heard::add));
        Texts.await(local.subscribe("/**", heard::add));
        server.addListener(new EngineListener() {
            @Override
            public void subscribe(ClientId id, ChannelPattern pattern) {
                events.add("subscribe " + pattern);
            }

            @Override
            public void unsubscribe(ClientId id, ChannelPattern pattern) {
                events.add("unsubscribe " + pattern);
            }

            @Override
            public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
                events.add("publish " + channel);
            }

            @Override
            public void disconnect(ClientId id) {
                events.add("disconnect");
            }
        });
        Texts.await(session.deliver("/a", 1));
        assertThat(socket.receives(1)).containsExactly("1");
        Texts.await(session.disconnect());
        http().publish("/end", 2);

        assertThat(heard.poll(20, TimeUnit.SECONDS).data()).contains(Json.of(2));
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(events).containsExactly("disconnect", "publish /end"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/service/!session/%s", "/service/!session/x"})
    @DisplayName("cannot be imitated: its channel is forbidden to clients")
    void cannotBeImitated(String channel) {
        String name = String.format(channel, client);
        assertThat(http().askOne("{'channel':'%s','data':1}", name).error())
                .contains("403:" + name + ":Forbidden channel");
        LocalClient local = server.client();
        assertThat(local.publish(name, 1).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withMessageContaining("403:" + name);
        assertThat(local.subscribe("/service/!session/*", message -> {}).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withMessageContaining("403:");
    }

    @Test
    @DisplayName("needs one of the session's subscriptions to deliver, and says if there is none left")
    void needsASubscription() {
        socket.subscribe(client, "/a");
        socket.subscribe(client, "/b");

        assertThat(Texts.await(session.deliver("/x", 1))).isEqualTo(Outcome.LIMIT_REACHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'data':1}", "{'channel':'/meta/connect','data':1}", "{'channel':'no channel','data':1}"})
    @DisplayName("delivers on channels that are none of the protocol")
    void deliversOnChannels(String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> session.deliver(Texts.message(message)));
    }

    @Test
    @DisplayName("reads and changes attributes")
    void changesAttributes() {
        assertThat(Texts.await(session.setAttribute("user", "ada"))).isEqualTo(Outcome.DONE);
        assertThat(Texts.await(session.setAttributeIfAbsent("user", "bob"))).isEqualTo(Outcome.UNCHANGED);
        assertThat(Texts.await(session.setAttributeIfAbsent("room", "1"))).isEqualTo(Outcome.DONE);
        assertThat(Texts.await(session.attributes())).contains(Map.of("user", "ada", "room", "1"));
        assertThat(Texts.await(session.removeAttribute("user"))).isEqualTo(Outcome.DONE);
        assertThat(Texts.await(session.removeAttribute("user"))).isEqualTo(Outcome.UNCHANGED);
        assertThatIllegalArgumentException().isThrownBy(() -> session.setAttribute("faye.ack", "true"));
    }

    @Test
    @DisplayName("subscribes and unsubscribes")
    void subscribes() {
        assertThat(Texts.await(session.subscribe(PATTERN))).isEqualTo(Outcome.DONE);
        assertThat(Texts.await(session.subscribe(PATTERN))).isEqualTo(Outcome.UNCHANGED);
        http().publish("/a/b", 1);
        assertThat(socket.receives(1)).containsExactly("1");
        assertThat(Texts.await(session.unsubscribe(PATTERN))).isEqualTo(Outcome.DONE);
        assertThat(Texts.await(session.unsubscribe(PATTERN))).isEqualTo(Outcome.UNCHANGED);
        for (String pattern : List.of("/meta/**", "/service/!session/*")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> session.subscribe(ChannelPattern.of(pattern)))
                    .withMessageContaining(pattern);
        }
    }

    @Test
    @DisplayName("ends the session, and tells its end")
    void disconnects() {
        CompletableFuture<Void> end = session.ended().toCompletableFuture();
        assertThat(end).isNotDone();
        assertThat(Texts.await(session.disconnect())).isEqualTo(Outcome.DONE);
        Texts.await(end);
        assertThat(Texts.await(session.disconnect())).isEqualTo(Outcome.ENDED);
    }

    @Test
    @DisplayName("says of each operation that the session has ended")
    void tellsTheEnd() {
        Session over = ended();
        assertThat(Texts.await(over.deliver("/a", 1))).isEqualTo(Outcome.ENDED);
        assertThat(Texts.await(over.setAttribute("a", "b"))).isEqualTo(Outcome.ENDED);
        assertThat(Texts.await(over.setAttributeIfAbsent("a", "b"))).isEqualTo(Outcome.ENDED);
        assertThat(Texts.await(over.removeAttribute("a"))).isEqualTo(Outcome.ENDED);
        assertThat(Texts.await(over.subscribe(PATTERN))).isEqualTo(Outcome.ENDED);
        assertThat(Texts.await(over.unsubscribe(PATTERN))).isEqualTo(Outcome.ENDED);
        assertThat(Texts.await(over.attributes())).isEmpty();
        Texts.await(over.ended());
    }
}
