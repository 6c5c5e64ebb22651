package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client with a socket")
class StreamTest extends ServerTest {

    private Remote alice;
    private Remote bob;
    private String id;

    @BeforeEach
    void subscribe() {
        alice = socket();
        bob = http();
        id = alice.handshake();
        alice.subscribe(id, "/a");
    }

    @Test
    @DisplayName("gets messages on it, while its connect stays held")
    void streams() {
        CompletableFuture<List<Message>> held = alice.connect(id, 1);
        bob.publish("/a", 1);
        bob.publish("/a", 2);

        assertThat(alice.receives(2)).containsExactly("1", "2");
        assertThat(held).isNotDone();
    }

    @Test
    @DisplayName("gets nothing before its first connect, then what was queued")
    void waitsForConnect() {
        bob.publish("/a", 1);
        assertThat(alice.hasReceivedNothing()).isTrue();
        CompletableFuture<List<Message>> held = alice.connect(id, 1);

        assertThat(alice.receives(1)).containsExactly("1");
        assertThat(held).isNotDone();
    }

    @Test
    @DisplayName("gets messages also between connects")
    void streamsBetweenConnects() {
        assertThat(Texts.await(alice.connect(id, 1, ",'advice':{'timeout':0}"))).hasSize(1);
        bob.publish("/a", 1);

        assertThat(alice.receives(1)).containsExactly("1");
    }

    @Test
    @DisplayName("gets on its next connection what the broken one could not write")
    void losesNothing() {
        alice.connect(id, 1);
        bob.publish("/a", 1);
        alice.receives(1);
        alice.sticks();
        bob.publish("/a", 2);
        bob.publish("/a", 3);
        alice.receives(2);
        alice.breaks();
        bob.publish("/a", 4);

        Remote next = socket();
        next.connect(id, 2);
        assertThat(next.receives(3)).containsExactly("2", "3", "4");
    }

    @Test
    @DisplayName("is given no more than it takes, and the rest when it takes more")
    void obeysBackPressure() {
        alice.connect(id, 1);
        alice.isFull();
        bob.publish("/a", 1);
        bob.publish("/a", 2);
        assertThat(alice.hasReceivedNothing()).isTrue();
        alice.takesMore();

        assertThat(alice.receives(2)).containsExactly("1", "2");
    }

    @Test
    @DisplayName("gets more messages than fit into one read, in order")
    void streamsLongQueues() {
        for (int i = 0; i < 2_000; i++) {
            bob.publish("/a", i);
        }
        alice.connect(id, 1);

        assertThat(alice.receives(2_000))
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 2_000)
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    @DisplayName("moves to a second socket with its connect; the first stays open and gets nothing")
    void moves() {
        CompletableFuture<List<Message>> held = alice.connect(id, 1);
        Remote second = socket();
        second.connect(id, 2);
        bob.publish("/a", 1);

        assertThat(second.receives(1)).containsExactly("1");
        assertThat(Texts.await(held)).hasSize(1);
        assertThat(alice.hasReceivedNothing()).isTrue();
        assertThat(alice.isClosed()).isFalse();
    }

    @Test
    @DisplayName("gets messages there and not in a poll's answer")
    void prefersTheSocket() {
        alice.connect(id, 1);
        CompletableFuture<List<Message>> poll = http().connect(id, 2);
        bob.publish("/a", 1);

        assertThat(alice.receives(1)).containsExactly("1");
        assertThat(poll).isNotDone();
    }

    @Test
    @DisplayName("gives it up to another client that connects over it")
    void losesTheSocketToAnother() {
        CompletableFuture<List<Message>> held = alice.connect(id, 1);
        String carol = alice.handshake();
        alice.subscribe(carol, "/c");
        alice.connect(carol, 2);

        assertThat(Texts.await(held).get(0).isSuccessful()).isTrue();
        bob.publish("/a", 1);
        bob.publish("/c", 2);
        assertThat(alice.receives(1)).containsExactly("2");
        Remote next = socket();
        next.connect(id, 3);
        assertThat(next.receives(1)).containsExactly("1");
    }

    @Test
    @DisplayName("is closed after the reply to its disconnect, and its held connect is not answered")
    void closesOnDisconnect() {
        CompletableFuture<List<Message>> held = alice.connect(id, 1);
        CompletableFuture<List<Message>> reply = alice.send("{'channel':'/meta/disconnect','clientId':'%s'}", id);

        assertThat(alice.closes()).isEqualTo(MessageSink.CloseReason.SESSION_ENDED);
        assertThat(reply).isDone();
        assertThat(held).isNotDone();
    }

    @Test
    @DisplayName("keeps a socket open over which it never connected")
    void keepsForeignSockets() {
        Remote other = socket();
        other.ask("{'channel':'/meta/disconnect','clientId':'%s'}", id);

        assertThat(other.isClosed()).isFalse();
        assertThat(alice.isClosed()).isFalse();
    }

    @Test
    @DisplayName("is not held with an event stream's connect, and gets messages all the same")
    void doesNotHoldEventSources() {
        Message reply = alice.askOne("{'channel':'/meta/connect','clientId':'%s','connectionType':'eventsource'}", id);
        bob.publish("/a", 1);

        assertThat(reply.field("advice").orElseThrow())
                .hasToString("{\"reconnect\":\"retry\",\"interval\":30000,\"timeout\":0}");
        assertThat(alice.receives(1)).containsExactly("1");
    }

    @Test
    @DisplayName("sees its own message if it subscribes to it")
    void hearsItself() {
        alice.connect(id, 1);
        alice.publish("/a", 1);

        assertThat(alice.receives(1)).containsExactly("1");
    }
}
