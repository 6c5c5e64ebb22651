package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Sessions;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Extensions of a server")
class ExtensionsTest extends ServerTest {

    private interface Incoming extends Extension {
        @Override
        Verdict incoming(Message message, Exchange exchange);
    }

    private interface Outgoing extends Extension {
        @Override
        Verdict outgoing(Message message, Exchange exchange);
    }

    private static boolean isTo(Message message, String channel) {
        return message.channel().filter(Channel.of(channel)::equals).isPresent();
    }

    @Test
    @DisplayName("refuse a message: its sender gets the error, subscribers get nothing")
    void refuse() {
        server.addExtension((Incoming) (message, exchange) -> isTo(message, "/secret")
                ? Verdict.refuse(new BayeuxError(403, List.of("x"), "No"))
                : Verdict.pass(message));
        Remote alice = socket();
        String id = alice.handshake();
        alice.subscribe(id, "/**");
        alice.connect(id, 1);

        assertThat(alice.askOne("{'channel':'/secret','data':1,'id':'i'}"))
                .isEqualTo(Texts.message("{'channel':'/secret','id':'i','successful':false,'error':'403:x:No'}"));
        alice.publish("/open", 2);
        assertThat(alice.receives(1)).containsExactly("2");
    }

    @Test
    @DisplayName("refuse a handshake in the form of a handshake's reply, with the advice to wait before the next")
    void refuseHandshakes() {
        server.addExtension((Incoming) (message, exchange) -> Verdict.refuse(BayeuxError.internal()));
        Message reply =
                http().askOne("{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']}");

        assertThat(reply.error()).contains("500::Internal server error");
        assertThat(reply.field("advice").orElseThrow()).hasToString("{\"reconnect\":\"handshake\",\"interval\":5000}");
        assertThat(reply.field("version")).isPresent();
    }

    @Test
    @DisplayName("refuse a handshake with advice of their own")
    void adviseOnHandshakes() {
        Json advice = Json.parse("{\"reconnect\":\"none\"}");
        server.addExtension((Incoming) (message, exchange) -> Verdict.refuse(BayeuxError.internal(), advice));
        Message reply =
                http().askOne("{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']}");

        assertThat(reply.field("advice")).contains(advice);
    }

    @Test
    @DisplayName("drop a message: no reply for it, the rest of the batch is answered")
    void drop() {
        server.addExtension(
                (Incoming) (message, exchange) -> isTo(message, "/a") ? Verdict.drop() : Verdict.pass(message));

        assertThat(http().ask("[{'channel':'/a','data':1},{'channel':'/b','data':1}]"))
                .containsExactly(Texts.message("{'channel':'/b','successful':true}"));
    }

    @Test
    @DisplayName("change what subscribers get, on its way in and on its way out")
    void change() {
        server.addExtension((Incoming) (message, exchange) -> Verdict.pass(message.with("in", Json.TRUE)));
        server.addExtension((Outgoing) (message, exchange) -> Verdict.pass(message.with("out", Json.TRUE)));
        Remote alice = http();
        String id = alice.handshake();
        alice.subscribe(id, "/a");
        alice.publish("/a", 1);

        List<Message> replies = Texts.await(alice.connect(id, 1));
        assertThat(replies.get(0).field("out")).isPresent();
        assertThat(replies.get(1)).isEqualTo(Texts.message("{'channel':'/a','data':1,'in':true,'out':true}"));
    }

    @Test
    @DisplayName("need find out but once what holds for all messages that are delivered together, each for itself")
    void findOnce() {
        server.addExtension(new Counting("first"));
        server.addExtension(new Counting("second"));
        Remote alice = http();
        String id = alice.handshake();
        alice.subscribe(id, "/a");
        alice.publish("/a", 1);
        alice.publish("/a", 2);
        List<Message> together = Texts.await(alice.connect(id, 1));
        alice.publish("/a", 3);
        List<Message> later = Texts.await(alice.connect(id, 2));

        assertThat(together.get(1)).isEqualTo(Texts.message("{'channel':'/a','data':1,'first':1,'second':1}"));
        assertThat(together.get(2)).isEqualTo(Texts.message("{'channel':'/a','data':2,'first':1,'second':1}"));
        assertThat(later.get(1)).isEqualTo(Texts.message("{'channel':'/a','data':3,'first':2,'second':2}"));
    }

    /** Says in each delivery how often it has found out something. */
    private record Counting(String name, AtomicInteger count) implements Outgoing {

        Counting(String name) {
            this(name, new AtomicInteger());
        }

        @Override
        public Verdict outgoing(Message message, Exchange exchange) {
            return message.data().isEmpty()
                    ? Verdict.pass(message)
                    : Verdict.pass(message.with(name, Json.of(exchange.computeIfAbsent(this, count::incrementAndGet))));
        }
    }

    @Test
    @DisplayName("keep a message from one subscriber, and not from the others")
    void filterDeliveries() {
        Remote alice = socket();
        Remote bob = socket();
        String alicesId = alice.handshake();
        String bobsId = bob.handshake();
        server.addExtension((Outgoing) (message, exchange) -> isTo(message, "/a")
                        && exchange.client()
                                .filter(client -> client.toString().equals(alicesId))
                                .isPresent()
                ? Verdict.drop()
                : Verdict.pass(message));
        for (Remote remote : List.of(alice, bob)) {
            String id = remote == alice ? alicesId : bobsId;
            remote.subscribe(id, "/*");
            remote.connect(id, 1);
        }
        bob.publish("/a", 1);
        bob.publish("/b", 2);

        assertThat(bob.receives(2)).containsExactly("1", "2");
        assertThat(alice.receives(1)).containsExactly("2");
    }

    @Test
    @DisplayName("that take their time keep the order of one connection's messages")
    void keepOrder() {
        AtomicInteger turn = new AtomicInteger();
        server.addExtension((Incoming) (message, exchange) -> {
            long delay = turn.incrementAndGet() % 2 * 20L;
            return Verdict.when(CompletableFuture.supplyAsync(
                    () -> Verdict.pass(message),
                    CompletableFuture.delayedExecutor(delay, java.util.concurrent.TimeUnit.MILLISECONDS)));
        });
        Remote alice = socket();
        String id = alice.handshake();
        alice.subscribe(id, "/a");
        alice.connect(id, 1);
        for (int i = 0; i < 10; i++) {
            alice.send("{'channel':'/a','data':%s}", i);
        }

        assertThat(alice.receives(10)).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    @DisplayName("that hang are cut off, for that message alone")
    void cutOff() {
        server.close();
        server = settings().extensionTimeout(Duration.ofMillis(200)).build();
        server.addExtension((Incoming) (message, exchange) ->
                isTo(message, "/hang") ? Verdict.when(new CompletableFuture<>()) : Verdict.pass(message));

        assertThat(http().ask("[{'channel':'/hang','data':1},{'channel':'/b','data':1}]"))
                .containsExactly(
                        Texts.message("{'channel':'/hang','successful':false,'error':'500::Internal server error'}"),
                        Texts.message("{'channel':'/b','successful':true}"));
    }

    @Test
    @DisplayName("that throw refuse that message alone")
    void mayThrow() {
        server.addExtension((Incoming) (message, exchange) -> {
            if (isTo(message, "/throw")) {
                throw new IllegalStateException("on purpose");
            }
            return Verdict.pass(message);
        });

        assertThat(http().ask("[{'channel':'/throw','data':1},{'channel':'/b','data':1}]"))
                .extracting(Message::isSuccessful)
                .containsExactly(false, true);
    }

    @Test
    @DisplayName("give a session attributes during its handshake, and find them with every later message")
    void setAttributes() {
        CompletableFuture<String> user = new CompletableFuture<>();
        server.addExtension((Incoming) (message, exchange) -> {
            if (isTo(message, "/meta/handshake")) {
                return Verdict.when(exchange.setAttribute("user", "alice").thenApply(done -> Verdict.pass(message)));
            }
            user.complete(exchange.attributes().get("user"));
            return Verdict.pass(message);
        });
        Remote alice = http();
        String id = alice.handshake();
        alice.subscribe(id, "/a");

        assertThat(user).isCompletedWithValue("alice");
        ClientId client = ClientId.parse(id).orElseThrow();
        assertThat(Texts.await(server.sessions().attributes(client))).contains(Map.of("user", "alice"));
    }

    @Test
    @DisplayName(
            "tell those behind what they found out about a publisher without a session, and nobody after that message")
    void setAttributesForOneMessage() {
        List<String> behind = new CopyOnWriteArrayList<>();
        server.addExtension((Incoming) (message, exchange) -> isTo(message, "/a")
                ? Verdict.when(exchange.setAttribute("user", "alice").thenApply(done -> Verdict.pass(message)))
                : Verdict.pass(message));
        server.addExtension((Incoming) (message, exchange) -> {
            behind.add(exchange.attribute("user").orElse("nobody"));
            return Verdict.pass(message);
        });

        http().ask("[{'channel':'/a','data':1},{'channel':'/b','data':1}]");
        assertThat(behind).containsExactly("alice", "nobody");
    }

    @Test
    @DisplayName("are told that they were added, with the sessions, and that they were removed")
    void areTold() {
        CompletableFuture<Sessions> added = new CompletableFuture<>();
        CompletableFuture<Void> removed = new CompletableFuture<>();
        Extension extension = new Extension() {
            @Override
            public void added(Sessions sessions) {
                added.complete(sessions);
            }

            @Override
            public void removed() {
                removed.complete(null);
            }
        };
        server.addExtension(extension);
        assertThat(added).isCompleted();
        assertThat(server.extensions()).containsExactly(extension);
        server.removeExtension(extension);
        assertThat(removed).isCompleted();
        assertThat(server.extensions()).isEmpty();
    }

    @Test
    @DisplayName("learn what the server answers to a message, before the next of the same batch")
    void answers() {
        List<String> heard = new CopyOnWriteArrayList<>();
        server.addExtension((Incoming) (message, exchange) -> {
            String channel = message.channel().map(Channel::toString).orElse("none");
            heard.add(channel);
            exchange.answer()
                    .thenAccept(answer -> heard.add(answer.map(Message::isSuccessful)
                            .map(String::valueOf)
                            .orElse("nothing")));
            return Verdict.pass(message);
        });
        server.addExtension((Incoming) (message, exchange) ->
                isTo(message, "/secret") ? Verdict.refuse(BayeuxError.internal()) : Verdict.pass(message));
        server.addExtension(
                (Incoming) (message, exchange) -> isTo(message, "/lost") ? Verdict.drop() : Verdict.pass(message));
        http().ask("[{'channel':'/a','data':1},{'channel':'/meta/x'},{'channel':'/secret'},{'channel':'/lost'}]");

        assertThat(heard).containsExactly("/a", "true", "/meta/x", "false", "/secret", "nothing", "/lost", "nothing");
    }

    @Test
    @DisplayName("can end a session for good")
    void disconnect() {
        Remote alice = socket();
        String id = alice.handshake();
        alice.connect(id, 1);

        assertThat(Texts.await(server.sessions().disconnect(ClientId.parse(id).orElseThrow())))
                .isTrue();
        assertThat(alice.closes()).isEqualTo(MessageSink.CloseReason.SESSION_ENDED);
        assertThat(Texts.await(server.sessions().list(null, 10)).clients()).isEmpty();
    }
}
