package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client with a stream that needs no connect")
class AttachedStreamTest extends ServerTest {

    private Remote bob;
    private String id;

    @BeforeEach
    void subscribe() {
        bob = http();
        id = bob.handshake();
        bob.subscribe(id, "/a");
    }

    private Remote stream() {
        Remote stream = socket();
        stream.streams(id);
        return stream;
    }

    private Message connect() {
        return bob.askOne("{'channel':'/meta/connect','clientId':'%s','connectionType':'eventsource'}", id);
    }

    @Test
    @DisplayName("gets what was queued and what comes, while its connects elsewhere only keep it alive")
    void streams() {
        bob.publish("/a", 1);
        Remote stream = stream();
        assertThat(connect().isSuccessful()).isTrue();
        bob.publish("/a", 2);

        assertThat(stream.receives(2)).containsExactly("1", "2");
    }

    @Test
    @DisplayName("gets on its next stream what the broken one could not write, and nothing twice")
    void losesNothing() {
        Remote broken = stream();
        bob.publish("/a", 1);
        broken.receives(1);
        broken.sticks();
        bob.publish("/a", 2);
        broken.receives(1);
        broken.breaks();
        bob.publish("/a", 3);

        assertThat(stream().receives(2)).containsExactly("2", "3");
    }

    @Test
    @DisplayName("gets on a poll what came after its stream was gone")
    void polls() {
        stream().breaks();
        bob.publish("/a", 1);

        List<Message> answer =
                bob.ask("{'channel':'/meta/connect','clientId':'%s','connectionType':'long-polling','id':'1'}", id);
        assertThat(answer).hasSize(2);
    }

    @Test
    @DisplayName("is given no more than it takes")
    void obeysBackPressure() {
        Remote stream = stream();
        stream.isFull();
        bob.publish("/a", 1);
        assertThat(stream.hasReceivedNothing()).isTrue();
        stream.takesMore();

        assertThat(stream.receives(1)).containsExactly("1");
    }

    @Test
    @DisplayName("gets nothing on it if it acknowledges: its connect is held, and answered with messages")
    void acknowledges() {
        id = bob.handshake(",'ext':{'ack':true}");
        bob.subscribe(id, "/a");
        Remote stream = stream();
        CompletableFuture<List<Message>> held = bob.send(
                "{'channel':'/meta/connect','clientId':'%s','connectionType':'eventsource','ext':{'ack':0}}", id);
        assertThat(held).isNotDone();
        http().publish("/a", 1);

        assertThat(Texts.await(held)).hasSize(2);
        assertThat(stream.hasReceivedNothing()).isTrue();
    }

    @Test
    @DisplayName("loses it with its session")
    void closes() {
        Remote stream = stream();
        bob.ask("{'channel':'/meta/disconnect','clientId':'%s'}", id);

        assertThat(stream.closes()).isEqualTo(MessageSink.CloseReason.SESSION_ENDED);
    }

    @Test
    @DisplayName("that is not known gets nothing, and takes no place")
    void unknown() {
        id = "0123456789abcdefghijklmnopqrstu";
        Remote stream = stream();

        assertThat(stream.isClosed()).isFalse();
        assertThat(connect().isSuccessful()).isFalse();
    }
}
