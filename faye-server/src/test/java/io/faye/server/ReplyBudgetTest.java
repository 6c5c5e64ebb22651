package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The reply to a batch of connects")
class ReplyBudgetTest extends ServerTest {

    private static final String LONG = "x".repeat(600_000);
    private static final String TOO_LONG = "x".repeat(1_500_000);

    private Remote remote;
    private List<String> clients;

    private void begin(int count, String handshake) {
        remote = http();
        clients = IntStream.range(0, count)
                .mapToObj(i -> {
                    String client = remote.handshake(handshake);
                    remote.subscribe(client, "/a");
                    return client;
                })
                .toList();
    }

    /** {@return the replies to connects of all clients, in order, with the messages after them} */
    private List<Message> connect(String id, String more) {
        List<String> connects = clients.stream()
                .map(client -> "{'channel':'/meta/connect','clientId':'" + client + "','id':'" + id
                        + "','connectionType':'long-polling','advice':{'timeout':0}" + more + "}")
                .toList();
        return remote.ask("[" + String.join(",", connects) + "]");
    }

    /** {@return for each client the messages that it got, each shown by the beginning of its data} */
    private List<List<String>> received(List<Message> replies) {
        List<List<String>> received = new ArrayList<>();
        for (Message message : replies) {
            if (message.data().isEmpty()) {
                assertThat(message.isSuccessful()).isTrue();
                received.add(new ArrayList<>());
            } else {
                String data = message.data().get().toString();
                received.get(received.size() - 1).add(data.substring(1, Math.min(3, data.length() - 1)));
            }
        }
        return received;
    }

    @Test
    @DisplayName("holds a mebibyte of messages, and what does not fit comes with later connects, once and in order")
    void isBounded() {
        begin(3, "");
        remote.publish("/a", "'1-" + LONG + "'");
        remote.publish("/a", "'2-'");

        assertThat(received(connect("c1", ""))).containsExactly(List.of("1-", "2-"), List.of(), List.of());
        assertThat(received(connect("c2", ""))).containsExactly(List.of(), List.of("1-", "2-"), List.of());
        remote.publish("/a", "'3-'");
        assertThat(received(connect("c3", "")))
                .containsExactly(List.of("3-"), List.of("3-"), List.of("1-", "2-", "3-"));
        assertThat(received(connect("c4", ""))).containsExactly(List.of(), List.of(), List.of());
    }

    @Test
    @DisplayName("holds a single longer message alone")
    void oneLonger() {
        begin(2, "");
        remote.publish("/a", "'1-" + TOO_LONG + "'");

        assertThat(received(connect("c1", ""))).containsExactly(List.of("1-"), List.of());
        assertThat(received(connect("c2", ""))).containsExactly(List.of(), List.of("1-"));
        assertThat(received(connect("c3", ""))).containsExactly(List.of(), List.of());
    }

    @Test
    @DisplayName("does not tell a client that acknowledges of messages that it leaves out")
    void acknowledged() {
        begin(2, ",'ext':{'ack':true}");
        remote.publish("/a", "'1-" + LONG + "'");

        List<Message> first = connect("c1", ",'ext':{'ack':0}");
        assertThat(received(first)).containsExactly(List.of("1-"), List.of());
        assertThat(acks(first)).containsExactly("{\"ack\":1}", "{\"ack\":0}");
        List<Message> again = connect("c2", ",'ext':{'ack':0}");
        assertThat(received(again)).containsExactly(List.of("1-"), List.of());
        clients = List.of(clients.get(1), clients.get(0));
        List<Message> second = connect("c3", ",'ext':{'ack':0}");
        assertThat(received(second)).containsExactly(List.of("1-"), List.of());
        assertThat(acks(second)).containsExactly("{\"ack\":1}", "{\"ack\":1}");
    }

    private static Stream<String> acks(List<Message> replies) {
        return replies.stream()
                .filter(message -> message.data().isEmpty())
                .map(message -> message.ext().orElseThrow().toString());
    }

    @Test
    @DisplayName("leaves out what does not fit although the answer before it was asked for again")
    void resent() {
        begin(2, "");
        remote.publish("/a", "'1-" + LONG + "'");
        assertThat(received(connect("c1", ""))).containsExactly(List.of("1-"), List.of());

        remote = http();
        assertThat(received(connect("c1", ""))).containsExactly(List.of("1-"), List.of());
        assertThat(received(connect("c2", ""))).containsExactly(List.of(), List.of("1-"));
    }
}
