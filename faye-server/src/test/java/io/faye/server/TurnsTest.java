package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A connection whose thread turns to others after three pieces of work")
class TurnsTest extends ServerTest {

    private static final int PIECES = 3;

    private final Queue<Runnable> turns = new ArrayDeque<>();
    private Remote poller;
    private int polls;

    @BeforeEach
    void beginPolling() {
        poller = http();
    }

    private Remote remote() {
        Remote remote = new Remote(server, turns::add, false);
        remote.turnsToOthersAfter(PIECES);
        return remote;
    }

    /** A session with messages on a channel, which are read by polls. */
    private String subscriber(String pattern) {
        Remote remote = http();
        String client = remote.handshake();
        remote.subscribe(client, pattern);
        return client;
    }

    /** {@return what came since the last time} */
    private List<String> received(String client) {
        polls++;
        return Remote.data(poller.connect(client, polls, ",'advice':{'timeout':0}"));
    }

    private static String batch(int from, int to, String message) {
        return IntStream.range(from, to)
                .mapToObj(number -> message.replace("NUMBER", String.valueOf(number)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private int takeTurns() {
        int taken = 0;
        for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
            turn.run();
            taken++;
        }
        return taken;
    }

    @Test
    @DisplayName("publishes a batch in parts, in order, and replies after the last")
    void batch() {
        String client = subscriber("/a");
        CompletableFuture<List<Message>> replies =
                remote().send(batch(0, 10, "{'channel':'/a','data':NUMBER,'id':'NUMBER'}"));

        assertThat(received(client)).containsExactly("0", "1", "2");
        turns.remove().run();
        assertThat(received(client)).containsExactly("3", "4", "5");
        assertThat(replies).isNotDone();
        takeTurns();
        assertThat(received(client)).containsExactly("6", "7", "8", "9");
        assertThat(Texts.await(replies))
                .allMatch(Message::isSuccessful)
                .extracting(reply -> reply.id().orElseThrow().toString())
                .containsExactly(
                        "\"0\"", "\"1\"", "\"2\"", "\"3\"", "\"4\"", "\"5\"", "\"6\"", "\"7\"", "\"8\"", "\"9\"");
    }

    @Test
    @DisplayName("processes its next request after the whole batch")
    void nextRequest() {
        String client = subscriber("/a");
        Remote remote = remote();
        remote.send(batch(0, 5, "{'channel':'/a','data':NUMBER}"));
        remote.send("{'channel':'/a','data':5}");

        takeTurns();
        assertThat(received(client)).containsExactly("0", "1", "2", "3", "4", "5");
    }

    @Test
    @DisplayName("shares its thread with a batch over another connection")
    void twoBatches() {
        String client = subscriber("/*");
        remote().send(batch(0, 6, "{'channel':'/a','data':NUMBER}"));
        remote().send(batch(10, 16, "{'channel':'/b','data':NUMBER}"));

        takeTurns();
        assertThat(received(client)).containsExactly("0", "1", "2", "10", "11", "12", "3", "4", "5", "13", "14", "15");
    }

    @Test
    @DisplayName("subscribes to many names in parts, and replies after the last")
    void names() {
        Remote remote = remote();
        String client = subscriber("/other");
        String names = batch(0, 10, "'/a/NUMBER'");
        CompletableFuture<List<Message>> replies =
                remote.send("{'channel':'/meta/subscribe','clientId':'%s','subscription':%s}", client, names);

        assertThat(replies).isNotDone();
        assertThat(takeTurns()).isPositive();
        assertThat(Texts.await(replies)).allMatch(Message::isSuccessful);
        http().publish("/a/9", 9);
        assertThat(received(client)).containsExactly("9");
    }

    @Test
    @DisplayName("releases its sessions in parts when it closes")
    void closing() {
        List<String> clients = new ArrayList<>();
        Remote remote = new Remote(server, turns::add, false);
        for (int i = 0; i < 10; i++) {
            String client = http().handshake();
            remote.connect(client, i);
            clients.add(client);
        }
        remote.turnsToOthersAfter(PIECES);
        assertThat(server.statistics().attachedSessions()).isEqualTo(clients.size());

        remote.breaks();
        assertThat(server.statistics().attachedSessions()).isEqualTo(7);
        takeTurns();
        assertThat(server.statistics().attachedSessions()).isZero();
    }
}
