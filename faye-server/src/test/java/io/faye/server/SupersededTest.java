package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.protocol.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A connect whose attachment another process supersedes")
class SupersededTest extends ServerTest {

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
        http().publish("/a", 1);
        engine.holdAttaches();
    }

    private static void isOrdinary(CompletableFuture<List<Message>> answer) {
        List<Message> replies = Texts.await(answer);
        assertThat(replies).hasSize(1);
        assertThat(replies.get(0).isSuccessful()).isTrue();
        assertThat(replies.get(0).field("advice").orElseThrow())
                .hasToString("{\"reconnect\":\"retry\",\"interval\":0,\"timeout\":30000}");
    }

    @Test
    @DisplayName("before it is there is answered with success and without messages")
    void beforeItCompletes() {
        CompletableFuture<List<Message>> poll = http().connect(id, 1);
        engine.attach(1).listener().moved();
        engine.attach(1).completes();

        isOrdinary(poll);
        assertThat(server.statistics().attachedSessions()).isZero();
    }

    @Test
    @DisplayName("later is answered with success")
    void later() {
        CompletableFuture<List<Message>> poll = http().connect(id, 1, ",'advice':{'timeout':20000}");
        engine.holdReads();
        engine.attach(1).completes();
        assertThat(poll).isNotDone();
        engine.attach(1).listener().moved();
        engine.completeReads();

        isOrdinary(poll);
        assertThat(server.statistics().attachedSessions()).isZero();
    }

    @Test
    @DisplayName("is refused with 401 if the engine says that the session is unknown")
    void unknown() {
        CompletableFuture<List<Message>> poll = http().connect(id, 1);
        engine.attach(1).completesEmpty();

        assertThat(Texts.await(poll).get(0).error()).contains("401:" + id + ":Unknown client");
        assertThat(server.statistics().attachedSessions()).isZero();
    }

    @Test
    @DisplayName("does not stop a later connect here, which gets the messages")
    void comesBack() {
        CompletableFuture<List<Message>> first = http().connect(id, 1);
        engine.attach(1).listener().moved();
        CompletableFuture<List<Message>> second = http().connect(id, 2);
        engine.attach(2).completes();
        engine.attach(1).completes();

        isOrdinary(first);
        assertThat(Remote.data(second)).containsExactly("1");
    }

    @Test
    @DisplayName("closes an event stream, so that its client opens another")
    void closesEventStreams() {
        Remote stream = socket();
        stream.streams(id);
        engine.attach(1).listener().moved();
        engine.attach(1).completes();

        assertThat(stream.closes()).isEqualTo(MessageSink.CloseReason.SESSION_ENDED);
    }
}
