package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.protocol.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client without acknowledgements whose polls come to one process after another")
class HoppingPollTest extends ServerTest {

    private final TwoProcesses processes = new TwoProcesses();
    private final ExecutorService wire = Executors.newSingleThreadExecutor();
    private BayeuxServer other;
    private Remote here;
    private Remote there;
    private String id;

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().engine(processes, EngineOptions.none());
    }

    @BeforeEach
    void subscribe() {
        other = settings().build();
        here = http();
        there = new Remote(other, wire, false);
        id = here.handshake();
        here.subscribe(id, "/a");
    }

    @AfterEach
    void stopOther() {
        other.close();
        wire.shutdownNow();
    }

    private static List<String> data(CompletableFuture<List<Message>> poll) {
        return Texts.await(poll).stream()
                .skip(1)
                .map(message -> message.data().orElseThrow().toString())
                .toList();
    }

    @Test
    @DisplayName("gets every message once")
    void getsEachOnce() {
        for (int i = 1; i < 20; i += 2) {
            here.publish("/a", i);
            assertThat(data(here.connect(id, "c" + i))).containsExactly("" + i);
            here.publish("/a", i + 1);
            assertThat(data(there.connect(id, "d" + i))).containsExactly("" + (i + 1));
        }
    }

    @Test
    @DisplayName("gets once what its held polls are answered with")
    void getsHeldOnce() {
        for (int i = 0; i < 100; i++) {
            CompletableFuture<List<Message>> poll = here.connect(id, "p" + i);
            there.publish("/a", 2 * i);
            assertThat(data(poll)).containsExactly("" + 2 * i);
            poll = there.connect(id, "q" + i);
            here.publish("/a", 2 * i + 1);
            assertThat(data(poll)).containsExactly("" + (2 * i + 1));
        }
    }

    @ParameterizedTest(name = "id {0}")
    @DisplayName("gets an answer again, wherever it sends the same connect again")
    @ValueSource(strings = {"p", "p q", "\\u00e9\\\""})
    void resends(String connect) {
        here.publish("/a", 1);
        assertThat(data(here.connect(id, connect))).containsExactly("1");
        assertThat(data(there.connect(id, connect))).containsExactly("1");
        there.publish("/a", 2);

        assertThat(data(here.connect(id, "next"))).containsExactly("2");
    }

    @Test
    @DisplayName("gets on a stream elsewhere what comes after the answer")
    void opensStream() {
        here.publish("/a", 1);
        assertThat(data(here.connect(id, "p"))).containsExactly("1");
        here.publish("/a", 2);
        Remote stream = new Remote(other, wire, true);
        stream.streams(id);

        assertThat(stream.receives(1)).containsExactly("2");
    }
}
