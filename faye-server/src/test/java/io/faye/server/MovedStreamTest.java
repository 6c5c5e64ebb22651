package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.protocol.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When another process attaches a session")
class MovedStreamTest extends ServerTest {

    private final TwoProcesses processes = new TwoProcesses();
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

    @Test
    @DisplayName("its stream that needs no connect is closed, so that it opens another")
    void closesAttachedStreams() {
        String id = http().handshake();
        Remote stream = socket();
        stream.streams(id);
        there.connect(id, 1);

        assertThat(stream.closes()).isEqualTo(MessageSink.CloseReason.SESSION_ENDED);
    }

    @Test
    @DisplayName("its socket stays open, and its next connect there brings it back")
    void keepsSockets() {
        Remote socket = socket();
        String id = socket.handshake();
        socket.subscribe(id, "/a");
        socket.connect(id, 1);
        CompletableFuture<?> poll = there.connect(id, 2);
        assertThat(poll).isNotDone();
        assertThat(socket.isClosed()).isFalse();
        socket.connect(id, 3);
        http().publish("/a", 1);

        assertThat(socket.receives(1)).containsExactly("1");
    }

    @Test
    @DisplayName("its stream that is opened elsewhere leaves it where its connect is held, if it acknowledges")
    void leavesHeldConnects() {
        String id = http().handshake(",'ext':{'ack':true}");
        http().subscribe(id, "/a");
        CompletableFuture<List<Message>> held = http().send(
                        "{'channel':'/meta/connect','clientId':'%s','connectionType':'eventsource','ext':{'ack':0}}",
                        id);
        CompletableFuture<List<Message>> opening = there.send(
                () -> "eventsource",
                "{'channel':'/meta/connect','clientId':'%s','connectionType':'eventsource','advice':{'timeout':0}}",
                id);
        assertThat(Texts.await(opening)).singleElement().matches(Message::isSuccessful);
        new Remote(other, Runnable::run, true).streams(id);
        assertThat(held).isNotDone();
        http().publish("/a", 1);

        assertThat(Remote.data(held)).containsExactly("1");
    }
}
