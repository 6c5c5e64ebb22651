package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client that polls")
class PollingTest extends ServerTest {

    private Remote alice;
    private Remote bob;
    private String id;

    @BeforeEach
    void subscribe() {
        alice = http();
        bob = http();
        id = alice.handshake();
        alice.subscribe(id, "/a");
    }

    private static List<String> data(List<Message> replies) {
        return replies.stream()
                .skip(1)
                .map(m -> m.data().orElseThrow().toString())
                .toList();
    }

    @Test
    @DisplayName("gets a message in the answer to its held connect, after the reply")
    void getsMessages() {
        CompletableFuture<List<Message>> poll = alice.connect(id, "p1");
        assertThat(poll).isNotDone();
        bob.ask("{'channel':'/a','data':{'x':1.0},'id':'b','clientId':'nobody','ext':{'e':1},'foo':[]}");

        List<Message> replies = Texts.await(poll);
        assertThat(replies.get(0))
                .isEqualTo(Texts.message(
                        "{'channel':'/meta/connect','clientId':'%s','id':'p1','successful':true,"
                                + "'advice':{'reconnect':'retry','interval':0,'timeout':30000}}",
                        id));
        assertThat(replies.get(1))
                .isEqualTo(Texts.message("{'channel':'/a','data':{'x':1.0},'id':'b','ext':{'e':1},'foo':[]}"));
    }

    @Test
    @DisplayName("gets at once what was queued, in order")
    void getsTheQueue() {
        bob.publish("/a", 1);
        bob.publish("/a", 2);

        assertThat(data(Texts.await(alice.connect(id, 1)))).containsExactly("1", "2");
    }

    @Test
    @DisplayName("gets the same answer again when it sends the same connect again over another connection")
    void resends() {
        bob.publish("/a", 1);
        assertThat(data(Texts.await(alice.connect(id, "p")))).containsExactly("1");
        bob.publish("/a", 2);

        assertThat(data(Texts.await(http().connect(id, "p")))).containsExactly("1", "2");
    }

    @Test
    @DisplayName("confirms an answer with any next connect if its connects have no ids")
    void confirmsWithoutIds() {
        String connect = "{'channel':'/meta/connect','clientId':'%s','connectionType':'long-polling'}";
        bob.publish("/a", 1);
        assertThat(data(alice.ask(connect, id))).containsExactly("1");
        bob.publish("/a", 2);

        assertThat(data(alice.ask(connect, id))).containsExactly("2");
    }

    @Test
    @DisplayName("confirms an answer with its next connect")
    void confirms() {
        bob.publish("/a", 1);
        assertThat(data(Texts.await(alice.connect(id, "p")))).containsExactly("1");
        bob.publish("/a", 2);

        assertThat(data(Texts.await(alice.connect(id, "q")))).containsExactly("2");
    }

    @Test
    @DisplayName("loses nothing when its connection breaks in the middle of a poll")
    void survivesBrokenPolls() {
        CompletableFuture<List<Message>> poll = alice.connect(id, "p");
        alice.breaks();
        bob.publish("/a", 1);

        assertThat(data(Texts.await(http().connect(id, "q")))).containsExactly("1");
        assertThat(poll).isNotDone();
    }

    @ParameterizedTest
    @DisplayName("is answered at once if it advises so")
    @ValueSource(strings = {"0", "-5", "null", "1e-3"})
    void answersAtOnce(String timeout) {
        Message reply = Texts.await(alice.connect(id, 1, ",'advice':{'timeout':" + timeout + "}"))
                .get(0);

        assertThat(reply.isSuccessful()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("is not held longer than the server's time, whatever it advises")
    @ValueSource(strings = {"1e300", "99999999999999999999", "2147483648"})
    void holdsAtMostTheServersTime(String timeout) {
        assertThat(alice.connect(id, 1, ",'advice':{'timeout':" + timeout + "}"))
                .isNotDone();
    }

    @Test
    @DisplayName("is answered after the server's time, however long it advises")
    void answersAfterTheServersTime() {
        try (BayeuxServer hasty =
                super.settings().timeout(Duration.ofSeconds(1)).build()) {
            Remote remote = new Remote(hasty, Runnable::run, false);
            String client = remote.handshake();
            Texts.await(remote.connect(client, 1, ",'advice':{'timeout':2147483648}"));
            Message next = Texts.await(remote.connect(client, 2, ",'advice':{'timeout':0}"))
                    .get(0);
            assertThat(next.isSuccessful())
                    .as("the session lives, so its end was not what answered the first")
                    .isTrue();
        }
    }

    @Test
    @DisplayName("is answered when the time it advises is over")
    void obeysAdvice() {
        Message reply =
                Texts.await(alice.connect(id, 1, ",'advice':{'timeout':50}")).get(0);

        assertThat(reply.field("advice").orElseThrow())
                .hasToString("{\"reconnect\":\"retry\",\"interval\":0,\"timeout\":30000}");
    }

    @Test
    @DisplayName("gets its older poll answered, with an interval, when a newer one comes")
    void replaces() {
        CompletableFuture<List<Message>> older = alice.connect(id, 1);
        CompletableFuture<List<Message>> newer = http().connect(id, 2);

        Message reply = Texts.await(older).get(0);
        assertThat(reply.isSuccessful()).isTrue();
        assertThat(reply.field("advice").flatMap(a -> a.field("interval")).orElseThrow())
                .hasToString("2000");
        bob.publish("/a", 1);
        assertThat(data(Texts.await(newer))).containsExactly("1");
    }

    @Test
    @DisplayName("is slowed down when it replaces its own polls again and again")
    void slowsSpinning() {
        CompletableFuture<List<Message>> poll = alice.connect(id, 0);
        for (int i = 1; i <= 5; i++) {
            CompletableFuture<List<Message>> next = alice.connect(id, i);
            Texts.await(poll);
            poll = next;
        }
        long start = System.nanoTime();
        alice.connect(id, 6);

        Texts.await(poll);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_800));
    }

    @Test
    @DisplayName("gets its poll answered when another request ends the session")
    void disconnects() {
        CompletableFuture<List<Message>> poll = alice.connect(id, 1);
        Message reply = bob.askOne("{'channel':'/meta/disconnect','clientId':'%s','id':'d'}", id);

        assertThat(reply)
                .isEqualTo(
                        Texts.message("{'channel':'/meta/disconnect','clientId':'%s','id':'d','successful':true}", id));
        assertThat(Texts.await(poll).get(0).isSuccessful()).isTrue();
        assertThat(alice.askOne("{'channel':'/meta/connect','clientId':'%s','connectionType':'long-polling'}", id)
                        .error())
                .contains("401:" + id + ":Unknown client");
    }

    @Test
    @DisplayName("is not held with an event stream's connect")
    void doesNotHoldEventSources() {
        Message reply = alice.askOne("{'channel':'/meta/connect','clientId':'%s','connectionType':'eventsource'}", id);

        assertThat(reply.field("advice").orElseThrow())
                .hasToString("{\"reconnect\":\"retry\",\"interval\":30000,\"timeout\":0}");
    }

    @Test
    @DisplayName("never hears fields that its client would obey")
    void stripsReplyFields() {
        CompletableFuture<List<Message>> poll = alice.connect(id, 1);
        bob.ask("{'channel':'/a','data':1,'advice':{'reconnect':'none'},'successful':false,'error':'x'}");

        assertThat(Texts.await(poll).get(1)).isEqualTo(Texts.message("{'channel':'/a','data':1}"));
    }
}
