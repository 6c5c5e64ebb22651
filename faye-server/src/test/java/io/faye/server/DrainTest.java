package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.engine.EngineOptions;
import io.faye.protocol.Message;
import io.faye.server.MessageSink.CloseReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that drains")
class DrainTest extends ServerTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final DrainOptions AT_ONCE = new DrainOptions(Duration.ZERO, Duration.ZERO, PAUSE);

    private final TwoProcesses processes = new TwoProcesses();
    private final List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    private BayeuxServer other;
    private Remote there;

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().engine(processes, EngineOptions.none());
    }

    @BeforeEach
    void startOther() {
        other = settings().build();
        there = new Remote(other, Runnable::run, false);
    }

    @AfterEach
    void stopOther() {
        other.close();
    }

    private static Message onlyReply(CompletableFuture<List<Message>> answer) {
        List<Message> replies = Texts.await(answer);
        assertThat(replies).hasSize(1);
        return replies.get(0);
    }

    private static void assertAdvisesPause(Message reply) {
        assertThat(reply.isSuccessful()).isTrue();
        String advice = reply.field(Message.Field.ADVICE).orElseThrow().toString();
        assertThat(advice).contains("\"reconnect\":\"retry\"", "\"timeout\":30000");
        assertThat(Long.parseLong(advice.replaceAll(".*\"interval\":(\\d+).*", "$1")))
                .isBetween(PAUSE.toMillis() / 4, PAUSE.toMillis());
    }

    @Test
    @DisplayName("answers a held poll with the advice to pause, and another process goes on with the session")
    void movesPolls() {
        Remote alice = http();
        String id = alice.handshake();
        alice.subscribe(id, "/a");
        CompletableFuture<List<Message>> poll = alice.connect(id, 1);
        Texts.await(server.drain(AT_ONCE));
        assertAdvisesPause(onlyReply(poll));
        assertThat(server.statistics().attachedSessions()).isZero();
        there.publish("/a", 1);

        assertThat(there.poll(id, 2)).containsExactly("1");
        assertThat(alice.isClosed()).isFalse();
    }

    @Test
    @DisplayName("has the next process go on after the messages that the last answer held")
    void keepsPositions() {
        Remote alice = http();
        String id = alice.handshake();
        alice.subscribe(id, "/a");
        there.publish("/a", 1);
        assertThat(alice.poll(id, 1)).containsExactly("1");
        Texts.await(server.drain(AT_ONCE));
        there.publish("/a", 2);

        assertThat(there.poll(id, 2)).containsExactly("2");
    }

    @Test
    @DisplayName("has messages come again that a client with ack has not confirmed")
    void keepsUnconfirmed() {
        Remote alice = http();
        String id = alice.handshake(",'ext':{'ack':true}");
        alice.subscribe(id, "/a");
        there.publish("/a", 1);
        assertThat(Remote.data(alice.connect(id, 1, ",'ext':{'ack':0}"))).containsExactly("1");
        CompletableFuture<List<Message>> held = alice.connect(id, 2, ",'ext':{'ack':1}");
        Texts.await(server.drain(AT_ONCE));
        Message reply = onlyReply(held);
        assertAdvisesPause(reply);
        assertThat(reply.ext().orElseThrow()).hasToString("{\"ack\":1}");
        there.publish("/a", 2);

        assertThat(Remote.data(there.connect(id, 3, ",'ext':{'ack':1}"))).containsExactly("2");
        assertThat(Remote.data(there.connect(id, 4, ",'ext':{'ack':1}"))).containsExactly("2");
    }

    @Test
    @DisplayName("closes a socket as restarting, after the reply with the advice was written")
    void movesSockets() {
        Remote alice = socket();
        String id = alice.handshake();
        alice.subscribe(id, "/a");
        CompletableFuture<List<Message>> held = alice.connect(id, 1);
        there.publish("/a", 1);
        assertThat(alice.receives(1)).containsExactly("1");
        alice.sticks();
        CompletionStage<Void> drained = server.drain(AT_ONCE);
        assertAdvisesPause(onlyReply(held));
        assertThat(alice.isClosed()).isFalse();
        assertThat(server.statistics().attachedSessions()).isOne();
        alice.writes();

        assertThat(alice.closes()).isEqualTo(CloseReason.SERVICE_RESTART);
        Texts.await(drained);
        there.publish("/a", 2);
        assertThat(there.poll(id, 2)).containsExactly("2");
    }

    @Test
    @DisplayName("waits for messages to be written, so that they do not come again elsewhere")
    void waitsForWrites() {
        Remote alice = socket();
        String id = alice.handshake();
        alice.subscribe(id, "/a");
        CompletableFuture<List<Message>> held = alice.connect(id, 1);
        alice.sticks();
        there.publish("/a", 1);
        assertThat(alice.receives(1)).containsExactly("1");
        CompletionStage<Void> drained = server.drain(AT_ONCE);
        assertAdvisesPause(onlyReply(held));
        there.publish("/a", 2);
        alice.writes();
        Texts.await(drained);

        assertThat(alice.hasReceivedNothing()).isTrue();
        assertThat(there.poll(id, 2)).containsExactly("2");
    }

    @Test
    @DisplayName("moves a session although its client takes nothing that is sent to it")
    void doesNotWaitForEver() {
        Remote alice = socket();
        String id = alice.handshake();
        alice.connect(id, 1);
        alice.sticks();
        Texts.await(server.drain(AT_ONCE));

        assertThat(alice.closes()).isEqualTo(CloseReason.SERVICE_RESTART);
        assertThat(server.statistics().attachedSessions()).isZero();
    }

    @Test
    @DisplayName("waits for the next connect of a socket, and answers it with the advice")
    void waitsForConnects() {
        Remote alice = socket();
        String id = alice.handshake();
        Texts.await(alice.connect(id, 1, ",'advice':{'timeout':0}"));
        CompletionStage<Void> drained = server.drain(AT_ONCE);
        CompletableFuture<List<Message>> next = alice.connect(id, 2);

        assertAdvisesPause(onlyReply(next));
        assertThat(alice.closes()).isEqualTo(CloseReason.SERVICE_RESTART);
        Texts.await(drained);
    }

    @Test
    @DisplayName("closes a socket whose next connect does not come")
    void waitsForConnectsInVain() {
        Remote alice = socket();
        String id = alice.handshake();
        Texts.await(alice.connect(id, 1, ",'advice':{'timeout':0}"));
        Texts.await(server.drain(AT_ONCE));

        assertThat(alice.closes()).isEqualTo(CloseReason.SERVICE_RESTART);
    }

    @Test
    @DisplayName("closes a socket after the connects of all its sessions are answered")
    void movesSharedSockets() {
        Remote alice = socket();
        String connect = "{'channel':'/meta/connect','clientId':'%s','connectionType':'websocket'}";
        CompletableFuture<List<Message>> held =
                alice.send("[" + connect + "," + connect + "]", alice.handshake(), alice.handshake());
        Texts.await(server.drain(AT_ONCE));

        assertThat(Texts.await(held)).hasSize(2).allSatisfy(DrainTest::assertAdvisesPause);
        assertThat(alice.closes()).isEqualTo(CloseReason.SERVICE_RESTART);
        assertThat(server.statistics().attachedSessions()).isZero();
    }

    @Test
    @DisplayName("closes an event stream")
    void movesEventStreams() {
        String id = http().handshake();
        http().subscribe(id, "/a");
        Remote stream = socket();
        stream.streams(id);
        Texts.await(server.drain(AT_ONCE));
        there.publish("/a", 1);

        assertThat(stream.closes()).isEqualTo(CloseReason.SERVICE_RESTART);
        assertThat(there.poll(id, 1)).containsExactly("1");
    }

    @Test
    @DisplayName("leaves clients in this process alone, until it is closed")
    void keepsLocalClients() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        LocalClient local = server.client();
        Texts.await(local.subscribe("/a", message -> received.add(String.valueOf(message.data()))));
        Texts.await(server.drain(AT_ONCE));
        there.publish("/a", 1);

        assertThat(received.poll(20, TimeUnit.SECONDS)).contains("1");
    }

    @Test
    @DisplayName("is not ready from the beginning, but serves on: handshakes, connects and messages")
    void servesDuringGrace() {
        CompletionStage<Void> drained = server.drain(new DrainOptions(LONG, LONG, PAUSE));
        assertThat(server.state()).isEqualTo(ServerState.DRAINING);
        Health health = Texts.await(server.health());
        assertThat(health.up()).isTrue();
        assertThat(health.isReady()).isFalse();
        Remote alice = socket();
        String id = alice.handshake();
        alice.subscribe(id, "/a");
        CompletableFuture<List<Message>> held = alice.connect(id, 1);
        there.publish("/a", 1);

        assertThat(alice.receives(1)).containsExactly("1");
        assertThat(held).isNotDone();
        assertThat(drained.toCompletableFuture()).isNotDone();
    }

    @Test
    @DisplayName("tells listeners each state once, in their order")
    void tellsStates() {
        List<ServerState> states = Collections.synchronizedList(new ArrayList<>());
        server.addStateListener(state -> {
            throw new IllegalStateException("on purpose");
        });
        server.addStateListener(states::add);
        assertThat(server.state().isReady()).isTrue();
        CompletionStage<Void> drained = server.drain(AT_ONCE);
        Texts.await(server.drain(AT_ONCE.withGrace(LONG)));
        Texts.await(drained);
        server.close();
        server.close();
        Texts.await(server.drain(AT_ONCE));

        assertThat(states)
                .containsExactly(ServerState.DRAINING, ServerState.MOVING, ServerState.DRAINED, ServerState.CLOSED);
        assertThat(server.state()).isEqualTo(ServerState.CLOSED);
    }

    /** {@return a hundred polls that are held; their numbers are noted as they are answered} */
    private List<CompletableFuture<List<Message>>> heldPolls() {
        List<CompletableFuture<List<Message>>> polls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Remote client = http();
            int number = i;
            CompletableFuture<List<Message>> poll = client.connect(client.handshake(), i);
            poll.thenRun(() -> order.add(number));
            polls.add(poll);
        }
        return polls;
    }

    @Test
    @DisplayName("spreads the sessions over the time, and moves the rest when it is closed")
    void spreads() {
        List<CompletableFuture<List<Message>>> polls = heldPolls();
        CompletionStage<Void> drained = server.drain(new DrainOptions(Duration.ZERO, LONG, PAUSE));
        Texts.await(CompletableFuture.anyOf(polls.toArray(CompletableFuture[]::new)));
        assertThat(order).hasSizeLessThan(100);
        assertThat(drained.toCompletableFuture()).isNotDone();
        server.close();
        Texts.await(drained);

        polls.forEach(Texts::await);
    }

    @Test
    @DisplayName("moves sessions in an order that is not that of their handshakes")
    void shuffles() {
        List<CompletableFuture<List<Message>>> polls = heldPolls();
        Texts.await(server.drain(AT_ONCE));
        polls.forEach(Texts::await);

        assertThat(order).hasSize(100).isNotEqualTo(order.stream().sorted().toList());
    }

    @Test
    @DisplayName("moves a session that comes back to it, and may be closed in the middle")
    void servesThoseThatComeBack() {
        Remote alice = http();
        String id = alice.handshake();
        CompletableFuture<List<Message>> poll = alice.connect(id, 1);
        CompletionStage<Void> drained = server.drain(new DrainOptions(Duration.ZERO, Duration.ofSeconds(2), PAUSE));
        Texts.await(poll);
        CompletableFuture<List<Message>> again = alice.connect(id, 2);

        assertThat(onlyReply(again).isSuccessful()).isTrue();
        server.close();
        Texts.await(drained);
    }

    @Test
    @DisplayName("refuses times below zero")
    void checksOptions() {
        Duration negative = Duration.ofMillis(-1);
        assertThatIllegalArgumentException().isThrownBy(() -> AT_ONCE.withGrace(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> AT_ONCE.withTime(negative));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DrainOptions(Duration.ZERO, Duration.ZERO, negative))
                .withMessageContaining("pause");
    }
}
