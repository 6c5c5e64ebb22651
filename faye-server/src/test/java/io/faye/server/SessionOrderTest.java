package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The requests of a session over several connections")
class SessionOrderTest extends ServerTest {

    /** Verdicts that come late, by the data of the message. */
    private final Map<String, CompletableFuture<Void>> slow = new ConcurrentHashMap<>();

    private String client;
    private Remote listener;

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().extension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                return Optional.ofNullable(
                                slow.get(message.data().map(Object::toString).orElse("")))
                        .map(late -> Verdict.when(late.thenApply(nothing -> Verdict.pass(message))))
                        .orElse(Verdict.pass(message));
            }
        });
    }

    @BeforeEach
    void listen() {
        listener = socket();
        String subscriber = listener.handshake();
        listener.subscribe(subscriber, "/a");
        listener.connect(subscriber, "1");
        client = http().handshake();
    }

    private CompletableFuture<Void> delay(int data) {
        CompletableFuture<Void> late = new CompletableFuture<>();
        slow.put(String.valueOf(data), late);
        return late;
    }

    private CompletableFuture<List<Message>> publish(Remote remote, String session, int data) {
        return remote.send("{'channel':'/a','clientId':'%s','data':%s}", session, data);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("are processed in the order in which they were received, although an extension is slow with the first")
    void order(boolean streaming) {
        CompletableFuture<Void> late = delay(1);
        Remote first = streaming ? socket() : http();
        List<CompletableFuture<List<Message>>> replies = IntStream.rangeClosed(1, 5)
                .mapToObj(data -> publish(data == 1 ? first : http(), client, data))
                .toList();
        CompletableFuture<List<Message>> bySocket = publish(socket(), client, 6);
        CompletableFuture<List<Message>> ofAnother = publish(http(), http().handshake(), 7);

        assertThat(Texts.await(ofAnother)).allMatch(Message::isSuccessful);
        assertThat(replies).noneMatch(CompletableFuture::isDone);
        late.complete(null);
        replies.forEach(reply -> assertThat(Texts.await(reply)).allMatch(Message::isSuccessful));
        assertThat(Texts.await(bySocket)).allMatch(Message::isSuccessful);
        assertThat(listener.receives(7)).containsExactly("7", "1", "2", "3", "4", "5", "6");
    }

    @Test
    @DisplayName("do not hold up a connect, or what is published without a session")
    void others() {
        CompletableFuture<Void> late = delay(1);
        publish(http(), client, 1);

        assertThat(Texts.await(http().connect(client, "1", ",'advice':{'timeout':0}")))
                .allMatch(Message::isSuccessful);
        http().publish("/a", 2);
        assertThat(listener.receives(1)).containsExactly("2");
        late.complete(null);
        assertThat(listener.receives(1)).containsExactly("1");
    }

    @Test
    @DisplayName("are processed although the connection that brought the first has closed")
    void closed() {
        CompletableFuture<Void> late = delay(1);
        Remote first = http();
        publish(first, client, 1);
        Remote second = http();
        publish(second, client, 2);
        first.breaks();
        second.breaks();
        publish(http(), client, 3);
        late.complete(null);

        assertThat(listener.receives(3)).containsExactly("1", "2", "3");
    }

    @Test
    @DisplayName("of two sessions over two connections do not wait for each other in a circle")
    void crossed() {
        CompletableFuture<Void> late = delay(1);
        CompletableFuture<Void> later = delay(2);
        String other = http().handshake();
        Remote one = http();
        Remote two = http();
        publish(one, client, 1);
        publish(two, other, 2);
        List<CompletableFuture<List<Message>>> replies = List.of(publish(one, other, 3), publish(two, client, 4));
        later.complete(null);
        late.complete(null);

        replies.forEach(reply -> assertThat(Texts.await(reply)).allMatch(Message::isSuccessful));
        assertThat(listener.receives(4)).containsExactlyInAnyOrder("1", "2", "3", "4");
    }

    @Test
    @DisplayName("leave nothing behind")
    void nothingLeft() {
        SessionOrder order = new SessionOrder();
        ClientId id = ClientId.parse(client).orElseThrow();
        SessionOrder.Place first = order.enter(id);
        SessionOrder.Place second = order.enter(id);
        assertThat(first.isNext()).isTrue();
        assertThat(second.isNext()).isFalse();
        first.leave();
        assertThat(second.isNext()).isTrue();
        assertThat(order.isBusy(id)).isTrue();
        second.leave();
        assertThat(order.isBusy(id)).isFalse();
    }
}
