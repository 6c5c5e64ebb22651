package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.engine.EngineListener;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A local client")
class LocalClientTest extends ServerTest {

    /** Each is held for 0.4 s; a session that nobody pings has ended after 2.5 x 0.4 s + 1 s. */
    private static final int CONNECTS_OF_A_LIFETIME = 6;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private LocalClient client;

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().timeout(Duration.ofMillis(400));
    }

    @BeforeEach
    void open() {
        client = server.client();
    }

    private void hear(Message message) {
        heard.add(message.data().orElseThrow().toString());
    }

    private List<String> hears(int count) throws InterruptedException {
        List<String> data = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String next = heard.poll(5, TimeUnit.SECONDS);
            assertThat(next)
                    .as("message %s of %s, after %s", i + 1, count, data)
                    .isNotNull();
            data.add(next);
        }
        return data;
    }

    @Test
    @DisplayName("hears what remote clients publish, and they hear it")
    void talks() throws Exception {
        Texts.await(client.subscribe("/a/*", this::hear));
        Remote remote = socket();
        String id = remote.handshake();
        remote.subscribe(id, "/b");
        remote.connect(id, 1);
        remote.publish("/a/x", 1);
        Texts.await(client.publish("/b", List.of("x", 2)));

        assertThat(hears(1)).containsExactly("1");
        assertThat(remote.receives(1)).containsExactly("[\"x\",2]");
    }

    @Test
    @DisplayName("hears service channels, which nobody remote may subscribe to")
    void hearsServices() throws Exception {
        Texts.await(client.subscribe("/service/**", this::hear));
        http().publish("/service/x", 1);

        assertThat(hears(1)).containsExactly("1");
    }

    @Test
    @DisplayName("hears all messages in order, also when its handler is slow")
    void isSlow() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Texts.await(client.subscribe("/a", message -> {
            try {
                go.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            hear(message);
        }));
        for (int i = 0; i < 500; i++) {
            client.publish("/a", i);
        }
        go.countDown();

        assertThat(hears(500))
                .containsExactlyElementsOf(
                        IntStream.range(0, 500).mapToObj(String::valueOf).toList());
    }

    @Test
    @DisplayName("stops hearing when it cancels; its other handlers go on")
    void cancels() throws Exception {
        LocalClient.Subscription first = Texts.await(client.subscribe("/a", this::hear));
        BlockingQueue<String> others = new LinkedBlockingQueue<>();
        Texts.await(client.subscribe(
                "/a", message -> others.add(message.data().orElseThrow().toString())));
        Texts.await(first.cancel());
        Texts.await(client.publish("/a", 1));

        assertThat(others.poll(5, TimeUnit.SECONDS)).isEqualTo("1");
        assertThat(heard).isEmpty();
    }

    @Test
    @DisplayName("outlives its session's time, because the server keeps it connected")
    void staysAlive() throws Exception {
        Texts.await(client.subscribe("/a", this::hear));
        ClientId id = Texts.await(server.sessions().list(null, 10))
                .clients()
                .keySet()
                .iterator()
                .next();
        CountDownLatch connects = new CountDownLatch(CONNECTS_OF_A_LIFETIME);
        server.addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                connects.countDown();
                return Verdict.pass(message);
            }
        });
        assertThat(connects.await(10, TimeUnit.SECONDS)).isTrue();
        Texts.await(client.publish("/a", 1));

        assertThat(hears(1)).containsExactly("1");
        assertThat(Texts.await(server.sessions().list(null, 10)).clients()).containsOnlyKeys(id);
    }

    @Test
    @DisplayName("begins anew, with its subscriptions, when its session is ended")
    void comesBack() throws Exception {
        Texts.await(client.subscribe("/a", this::hear));
        ClientId id = Texts.await(server.sessions().list(null, 10))
                .clients()
                .keySet()
                .iterator()
                .next();
        CompletableFuture<Void> back = new CompletableFuture<>();
        server.addListener(new EngineListener() {
            @Override
            public void subscribe(ClientId client, ChannelPattern pattern) {
                back.complete(null);
            }
        });
        Texts.await(server.sessions().disconnect(id));
        Texts.await(back);
        Texts.await(client.publish("/a", 1));

        assertThat(hears(1)).containsExactly("1");
    }

    @Test
    @DisplayName("is told why it was refused")
    void isRefused() {
        server.addExtension(new Extension() {
            @Override
            public Verdict incoming(Message message, Exchange exchange) {
                boolean refused = exchange.isLocal() && message.data().isPresent();
                return refused ? Verdict.refuse(new BayeuxError(403, List.of(), "No")) : Verdict.pass(message);
            }
        });

        assertThatThrownBy(() -> client.publish("/a", 1).toCompletableFuture().get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("403::No");
        assertThatThrownBy(() -> client.subscribe("/meta/x", this::hear)
                        .toCompletableFuture()
                        .get(5, TimeUnit.SECONDS))
                .hasMessageContaining("403:/meta/x:Forbidden channel");
    }

    @Test
    @DisplayName("ends its session when it is closed, and fails what is asked afterwards")
    void closes() {
        Texts.await(client.subscribe("/a", this::hear));
        client.close();

        assertThat(Texts.await(server.sessions().list(null, 10)).clients()).isEmpty();
        assertThatThrownBy(() -> client.publish("/a", 1).toCompletableFuture().get(5, TimeUnit.SECONDS))
                .hasMessageContaining("closed");
    }
}
