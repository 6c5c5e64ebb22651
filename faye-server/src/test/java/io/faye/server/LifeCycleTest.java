package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.engine.EngineException;
import io.faye.engine.EngineListener;
import io.faye.engine.EngineOptions;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server")
class LifeCycleTest extends ServerTest {

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().timeout(Duration.ofMillis(500));
    }

    private final class Recorder implements EngineListener {
        @Override
        public void handshake(ClientId client) {
            events.add("handshake");
        }

        @Override
        public void subscribe(ClientId client, ChannelPattern pattern) {
            events.add("subscribe " + pattern);
        }

        @Override
        public void unsubscribe(ClientId client, ChannelPattern pattern) {
            events.add("unsubscribe " + pattern);
        }

        @Override
        public void publish(Optional<ClientId> publisher, Channel channel, Json data) {
            events.add("publish " + publisher.isPresent() + " " + channel + " " + data);
        }

        @Override
        public void disconnect(ClientId client) {
            events.add("disconnect");
        }
    }

    @Test
    @DisplayName("tells its listeners the five events, until they are removed")
    void monitors() throws Exception {
        Remote alice = http();
        AutoCloseable registration = server.addListener(new Recorder());
        server.addListener(new EngineListener() {
            @Override
            public void handshake(ClientId client) {
                throw new IllegalStateException("on purpose");
            }
        });
        String id = alice.handshake();
        alice.subscribe(id, "/a");
        alice.subscribe(id, "/a");
        alice.ask("{'channel':'/a','data':1,'clientId':'%s'}", id);
        alice.publish("/b", 2);
        alice.ask("{'channel':'/meta/disconnect','clientId':'%s'}", id);
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> events.contains("disconnect"));
        registration.close();
        alice.handshake();

        assertThat(events)
                .containsExactly(
                        "handshake",
                        "subscribe /a",
                        "publish true /a 1",
                        "publish false /b 2",
                        "unsubscribe /a",
                        "disconnect");
    }

    @Test
    @DisplayName("ends a session that does not connect, and closes its socket")
    void expires() throws Exception {
        Remote alice = socket();
        String id = alice.handshake();
        alice.subscribe(id, "/a");
        Texts.await(alice.connect(id, 1, ",'advice':{'timeout':0}"));
        server.addListener(new Recorder());

        assertThat(alice.closes()).isEqualTo(MessageSink.CloseReason.SESSION_ENDED);
        assertThat(events.poll(5, TimeUnit.SECONDS)).isEqualTo("unsubscribe /a");
        assertThat(events.poll(5, TimeUnit.SECONDS)).isEqualTo("disconnect");
        assertThat(alice.askOne("{'channel':'/meta/subscribe','clientId':'%s','subscription':'/a'}", id)
                        .error())
                .contains("401:" + id + ":Unknown client");
    }

    @Test
    @DisplayName("answers held connects and closes sockets as going away when it is closed")
    void closes() {
        Remote poller = http();
        Remote streamer = socket();
        CompletableFuture<List<Message>> poll = poller.connect(poller.handshake(), 1);
        streamer.connect(streamer.handshake(), 1);
        server.close();

        assertThat(Texts.await(poll).get(0).isSuccessful()).isTrue();
        assertThat(streamer.closes()).isEqualTo(MessageSink.CloseReason.GOING_AWAY);
        server.close();
    }

    @Test
    @DisplayName("refuses what comes after it was closed, and leaves no thread")
    void leavesNothing() {
        Remote alice = http();
        alice.handshake();
        LocalClient local = server.client();
        Texts.await(local.subscribe("/a", message -> {}));
        server.close();

        assertThat(alice.askOne("{'channel':'/a','data':1}").error()).contains("407:/a:Failed to publish");
        assertThat(Texts.await(server.health()).up()).isFalse();
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(
                                thread -> thread.isAlive() && thread.getName().startsWith("faye-server")));
    }

    @Test
    @DisplayName("says that it is well, and by what engine")
    void isHealthy() {
        assertThat(Texts.await(server.health()))
                .extracting(Health::up, Health::engine, Health::detail)
                .containsExactly(true, "memory", "ok");
    }

    @Test
    @DisplayName("does not start with an engine that is not installed, and lists those that are")
    void needsItsEngine() {
        assertThatThrownBy(() -> BayeuxServer.builder().engine("nonesuch").build())
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'nonesuch'")
                .hasMessageContaining("memory");
        assertThatThrownBy(() -> BayeuxServer.builder()
                        .engine("memory", EngineOptions.of("colour", "red"))
                        .build())
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("colour");
    }
}
