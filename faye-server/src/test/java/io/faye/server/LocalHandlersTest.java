package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A handler of a local client")
class LocalHandlersTest extends ServerTest {

    /** A session that nobody pings has ended after 2.5 x 2 s + 1 s; each connect is held for 2 s. */
    private static final int CONNECTS_OF_A_LIFETIME = 4;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CountDownLatch go = new CountDownLatch(1);

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().timeout(Duration.ofSeconds(2));
    }

    private void receive(Message message) {
        received.add(message.data().orElseThrow().toString());
    }

    private void block(CountDownLatch blocked) {
        blocked.countDown();
        try {
            assertThat(go.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("may block for longer than two timeouts without losing the session")
    void keepsTheSession() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        LocalClient client = server.client();
        Texts.await(client.subscribe("/block", message -> block(blocked)));
        Texts.await(client.subscribe("/a", this::receive));
        Texts.await(client.publish("/block", 1));
        assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
        Set<ClientId> sessions = sessions();
        CountDownLatch connects = new CountDownLatch(CONNECTS_OF_A_LIFETIME);
        server.addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                if (message.channel().filter(Channel.CONNECT::equals).isPresent()) {
                    connects.countDown();
                }
                return Verdict.pass(message);
            }
        });
        Texts.await(client.publish("/a", 2));
        assertThat(connects.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(received).isEmpty();
        go.countDown();
        assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("2");
        assertThat(sessions()).isEqualTo(sessions).hasSize(1);
    }

    private Set<ClientId> sessions() {
        return Texts.await(server.sessions().list(null, 100)).clients().keySet();
    }

    @Test
    @DisplayName("may block while those of fifty other clients block, and starves none")
    void starvesNobody() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(50);
        List<LocalClient> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(server.client());
            Texts.await(clients.get(i).subscribe("/block", message -> block(blocked)));
        }
        LocalClient other = server.client();
        Texts.await(other.subscribe("/a", this::receive));
        Texts.await(other.publish("/block", 0));
        assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 100; i++) {
            Texts.await(clients.get(i % 50).publish("/a", i));
            assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(String.valueOf(i));
        }
        go.countDown();
    }

    @Test
    @DisplayName("may wait for another client, and that for it")
    void callsAnother() throws InterruptedException {
        LocalClient first = server.client();
        LocalClient second = server.client();
        for (int i = 0; i < 20; i++) {
            String to = "/" + i;
            Texts.await(first.subscribe(to, message -> useAll(first, second)));
            Texts.await(second.subscribe(to, message -> useAll(second, first)));
            Texts.await(first.publish(to, i));
            assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("done");
            assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("done");
        }
    }

    private void useAll(LocalClient own, LocalClient other) {
        for (LocalClient client : List.of(other, own)) {
            LocalClient.Subscription subscription = Texts.await(client.subscribe("/x/y", message -> {}));
            Texts.await(client.publish("/x/z", 1));
            Texts.await(subscription.cancel());
        }
        received.add("done");
    }

    static Stream<Consumer<Message>> faults() {
        return Stream.of(
                message -> {
                    throw new IllegalStateException("planted");
                },
                message -> {
                    throw new NoClassDefFoundError("planted");
                },
                message -> {
                    throw new Error("planted");
                },
                message -> {
                    throw new OutOfMemoryError("planted");
                });
    }

    @ParameterizedTest
    @MethodSource("faults")
    @DisplayName("that throws silences neither its client nor the client's other handlers")
    void throwsAnything(Consumer<Message> fault) throws InterruptedException {
        LocalClient client = server.client();
        Texts.await(client.subscribe("/a", fault));
        Texts.await(client.subscribe("/a", this::receive));
        for (int i = 0; i < 3; i++) {
            Texts.await(client.publish("/a", i));
            assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(String.valueOf(i));
        }
    }

    @Test
    @DisplayName("may close its client, and the server")
    void closesTheServer() throws InterruptedException {
        LocalClient client = server.client();
        Texts.await(client.subscribe("/a", message -> {
            client.close();
            server.close();
            received.add("closed");
        }));
        server.client().publish("/a", 1);
        assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("closed");
    }
}
