package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A client whose old connection closes while the engine attaches its session for a new one")
class ChangeOfConnectionTest extends ServerTest {

    private final ScriptedEngine engine = new ScriptedEngine();
    private String id;

    /** The three ways in which a client is reached. */
    enum Transport {
        SOCKET,
        POLL,
        EVENT_STREAM
    }

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().engine(engine, EngineOptions.none());
    }

    @BeforeEach
    void subscribe() {
        id = http().handshake();
        http().subscribe(id, "/a");
    }

    /** One connection of the client. */
    private final class Client {

        private final Remote remote;
        private final Transport transport;
        private CompletableFuture<List<Message>> answer;

        Client(Transport transport, Object connectId) {
            this.transport = transport;
            this.remote = transport == Transport.POLL ? http() : socket();
            if (transport == Transport.EVENT_STREAM) {
                remote.streams(id);
            } else {
                answer = remote.connect(id, connectId);
            }
        }

        List<String> receivesOne() {
            return transport == Transport.POLL ? Remote.data(answer) : remote.receives(1);
        }
    }

    @ParameterizedTest
    @DisplayName("gets the next message over the new one")
    @EnumSource
    void staysAttached(Transport transport) {
        int attaches = 0;
        for (Transport old : Transport.values()) {
            int calls = engine.attachCalls();
            Client before = new Client(old, "before");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> engine.attachCalls() > calls);
            engine.holdAttaches();
            Client now = new Client(transport, "now");
            before.remote.breaks();
            attaches++;
            engine.attach(attaches).completes();
            engine.holdNoMore();
            http().publish("/a", "'" + old + "'");

            assertThat(now.receivesOne()).as("after %s", old).containsExactly("\"" + old + "\"");
            now.remote.breaks();
        }
    }

    @Test
    @DisplayName("gets the next message over the newest of several that the engine attaches at once")
    void takesTheNewest() {
        engine.holdAttaches();
        Client first = new Client(Transport.SOCKET, 1);
        Client second = new Client(Transport.SOCKET, 2);
        Client third = new Client(Transport.SOCKET, 3);
        engine.attach(3).completes();
        first.remote.breaks();
        engine.attach(2).completes();
        engine.attach(1).completes();
        http().publish("/a", 1);

        assertThat(third.receivesOne()).containsExactly("1");
        assertThat(second.remote.hasReceivedNothing()).isTrue();
    }

    @Test
    @DisplayName("is released when that attach fails, and gets the next message when it comes again")
    void survivesFailure() {
        Client before = new Client(Transport.SOCKET, 1);
        engine.holdAttaches();
        Client now = new Client(Transport.POLL, 2);
        before.remote.breaks();
        assertThat(server.statistics().attachedSessions()).isOne();
        engine.attach(1).fails();
        engine.holdNoMore();

        assertThat(Texts.await(now.answer).get(0).error()).contains("500::Internal server error");
        isReleasedNow();
        http().publish("/a", 1);
        assertThat(new Client(Transport.POLL, 3).receivesOne()).containsExactly("1");
    }

    @Test
    @DisplayName("is released when the new connection is closed too")
    void isReleased() {
        Client before = new Client(Transport.SOCKET, 1);
        engine.holdAttaches();
        Client now = new Client(Transport.SOCKET, 2);
        before.remote.breaks();
        now.remote.breaks();
        engine.attach(1).completes();

        isReleasedNow();
    }

    private void isReleasedNow() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.statistics().attachedSessions() == 0);
    }

    @Test
    @DisplayName("gets on its stream what comes while a subscription of its fails")
    void survivesFailedSubscription() {
        CompletableFuture<List<Message>> poll = http().connect(id, 1);
        engine.fail("subscribe");
        Message reply = http().askOne("{'channel':'/meta/subscribe','clientId':'%s','subscription':'/b'}", id);
        assertThat(reply.error()).contains("500::Internal server error");
        http().publish("/a", 1);

        assertThat(Remote.data(poll)).containsExactly("1");
    }
}
