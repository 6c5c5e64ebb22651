package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.protocol.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client whose connection closes as soon as its poll is answered")
class ClosedAfterAnswerTest extends ServerTest {

    private final ScriptedEngine engine = new ScriptedEngine();
    private String id;

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().engine(engine, EngineOptions.none());
    }

    @BeforeEach
    void subscribe() {
        id = http().handshake();
        http().subscribe(id, "/a");
    }

    private CompletableFuture<List<Message>> pollOnce(Object connect) {
        Remote connection = http();
        CompletableFuture<List<Message>> poll = connection.connect(id, connect);
        connection.endsAfterReplies();
        return poll;
    }

    @Test
    @DisplayName("gets every message once")
    void getsEachOnce() {
        for (int i = 1; i <= 50; i++) {
            CompletableFuture<List<Message>> poll = pollOnce(i);
            http().publish("/a", i);
            assertThat(Remote.data(poll)).containsExactly("" + i);
        }
    }

    @Test
    @DisplayName("gets every message once, if its next connect comes while the engine releases the session")
    void comesDuringRelease() {
        CompletableFuture<CompletableFuture<List<Message>>> next = new CompletableFuture<>();
        AtomicBoolean released = new AtomicBoolean();
        engine.beforeRelease(() -> {
            if (released.compareAndSet(false, true)) {
                next.complete(http().connect(id, "second"));
            }
        });
        CompletableFuture<List<Message>> first = pollOnce("first");
        http().publish("/a", 1);
        assertThat(Remote.data(first)).containsExactly("1");
        CompletableFuture<List<Message>> second = Texts.await(next);
        http().publish("/a", 2);

        assertThat(Remote.data(second)).containsExactly("2");
    }
}
