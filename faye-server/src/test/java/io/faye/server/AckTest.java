package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The ack extension")
class AckTest {

    /** The same promises over both sorts of connection. */
    abstract static class Promises extends ServerTest {

        abstract Remote open();

        private static List<String> data(List<Message> replies) {
            return replies.stream()
                    .skip(1)
                    .map(message -> message.data().orElseThrow().toString())
                    .toList();
        }

        private static String ack(List<Message> replies) {
            return replies.get(0).ext().orElseThrow().toString();
        }

        private String begin(Remote remote) {
            String id = remote.handshake(",'ext':{'ack':true}");
            remote.subscribe(id, "/a");
            return id;
        }

        @Test
        @DisplayName("is answered in the handshake, only if it was asked for")
        void negotiates() {
            Remote remote = open();
            String handshake =
                    "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['websocket']%s}";

            assertThat(remote.askOne(handshake, ",'ext':{'ack':true}").ext().orElseThrow())
                    .hasToString("{\"ack\":true}");
            assertThat(remote.askOne(handshake, ",'ext':{'ack':1}").ext()).isEmpty();
            assertThat(remote.askOne(handshake, "").ext()).isEmpty();
        }

        @Test
        @DisplayName("brings messages in the answer to a held connect, with the position of the last")
        void delivers() {
            Remote remote = open();
            String id = begin(remote);
            CompletableFuture<List<Message>> held = remote.connect(id, 1, ",'ext':{'ack':0}");
            assertThat(held).isNotDone();
            remote.publish("/a", 7);

            assertThat(data(Texts.await(held))).containsExactly("7");
            assertThat(ack(Texts.await(held))).isEqualTo("{\"ack\":1}");
            assertThat(remote.hasReceivedNothing()).isTrue();
        }

        @Test
        @DisplayName("brings again, at once, what was sent and not confirmed, and never what was")
        void sendsAgain() {
            Remote remote = open();
            String id = begin(remote);
            remote.publish("/a", 1);
            remote.publish("/a", 2);
            remote.publish("/a", 3);
            assertThat(data(Texts.await(remote.connect(id, 1, ",'ext':{'ack':0}"))))
                    .containsExactly("1", "2", "3");
            remote.breaks();

            Remote next = open();
            List<Message> again = Texts.await(next.connect(id, 2, ",'ext':{'ack':1}"));
            assertThat(data(again)).containsExactly("2", "3");
            assertThat(ack(again)).isEqualTo("{\"ack\":3}");
            next.publish("/a", 4);
            assertThat(data(Texts.await(next.connect(id, 3, ",'ext':{'ack':3}"))))
                    .containsExactly("4");
        }

        @Test
        @DisplayName("holds also the connects of clients with event streams")
        void holdsEventSources() {
            Remote remote = open();
            String id = begin(remote);
            CompletableFuture<List<Message>> held =
                    remote.send("{'channel':'/meta/connect','clientId':'%s','connectionType':'eventsource'}", id);
            remote.publish("/a", 1);

            assertThat(data(Texts.await(held))).containsExactly("1");
        }

        @Test
        @DisplayName("tells an unchanged position when there was nothing to send")
        void repeatsPosition() {
            Remote remote = open();
            String id = begin(remote);
            remote.publish("/a", 1);
            Texts.await(remote.connect(id, 1, ",'ext':{'ack':0}"));

            assertThat(ack(Texts.await(remote.connect(id, 2, ",'ext':{'ack':1},'advice':{'timeout':0}"))))
                    .isEqualTo("{\"ack\":1}");
        }

        @Test
        @DisplayName("ignores positions that are none")
        void ignoresNonsense() {
            Remote remote = open();
            String id = begin(remote);
            remote.publish("/a", 1);
            for (String nonsense : List.of("-1", "1.5", "'1'", "99", "null", "[1]", "1e2")) {
                assertThat(data(Texts.await(
                                remote.connect(id, nonsense.hashCode(), ",'ext':{'ack':" + nonsense + "}"))))
                        .as("after ack %s", nonsense)
                        .containsExactly("1");
            }
        }
    }

    @Nested
    @DisplayName("over a socket")
    class OverSocket extends Promises {
        @Override
        Remote open() {
            return socket();
        }
    }

    @Nested
    @DisplayName("with polling")
    class WithPolling extends Promises {
        @Override
        Remote open() {
            return http();
        }
    }
}
