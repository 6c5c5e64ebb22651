package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.protocol.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The answer to a poll that the operating system has not taken")
class UnwrittenAnswerTest extends ServerTest {

    private final ScriptedEngine engine = new ScriptedEngine();
    private Remote alice;
    private String id;

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().engine(engine, EngineOptions.none());
    }

    @BeforeEach
    void subscribe() {
        alice = http();
        id = alice.handshake();
        alice.subscribe(id, "/a");
    }

    @Test
    @DisplayName("is not confirmed by the next connect: its messages come again")
    void comesAgain() {
        CompletableFuture<List<Message>> poll = alice.connect(id, "p");
        alice.sticks();
        http().publish("/a", 1);
        assertThat(Remote.data(poll)).containsExactly("1");
        alice.breaks();
        http().publish("/a", 2);

        assertThat(http().poll(id, "q")).containsExactly("1", "2");
    }

    @Test
    @DisplayName("is not confirmed either if its connection closed while the engine still read")
    void closesDuringRead() {
        http().publish("/a", 1);
        engine.holdReads();
        CompletableFuture<List<Message>> poll = alice.connect(id, "p");
        alice.breaks();
        engine.completeReads();
        assertThat(poll).isNotDone();

        assertThat(http().poll(id, "q")).containsExactly("1");
    }

    @Test
    @DisplayName("is waited for by the next connect, which confirms it when it is written")
    void isWrittenLate() {
        alice.sticks();
        http().publish("/a", 1);
        assertThat(alice.poll(id, "p")).containsExactly("1");
        CompletableFuture<List<Message>> next = http().connect(id, "q");
        http().publish("/a", 2);
        assertThat(next).isNotDone();
        alice.writes();

        assertThat(Remote.data(next)).containsExactly("2");
    }

    @Test
    @DisplayName("is waited for by the next connect, which gets its messages when its connection closes")
    void closesLate() {
        alice.sticks();
        http().publish("/a", 1);
        assertThat(alice.poll(id, "p")).containsExactly("1");
        CompletableFuture<List<Message>> next = http().connect(id, "q");
        assertThat(next).isNotDone();
        alice.breaks();

        assertThat(Remote.data(next)).containsExactly("1");
    }

    @Test
    @DisplayName("is waited for in vain for a short time only")
    void neverWritten() {
        alice.sticks();
        http().publish("/a", 1);
        assertThat(alice.poll(id, "p")).containsExactly("1");

        assertThat(http().poll(id, "q")).containsExactly("1");
    }

    @Test
    @DisplayName("is waited for by an event stream too")
    void streamWaits() {
        alice.sticks();
        http().publish("/a", 1);
        assertThat(alice.poll(id, "p")).containsExactly("1");
        Remote stream = socket();
        stream.streams(id);
        http().publish("/a", 2);
        assertThat(stream.hasReceivedNothing()).isTrue();
        alice.writes();

        assertThat(stream.receives(1)).containsExactly("2");
    }
}
