package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.protocol.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While the engine has not accepted messages,")
class PublishingPaceTest extends ServerTest {

    private static final int AT_ONCE = 32;
    private static final int MESSAGES = 100;

    private final ScriptedProvider engine = new ScriptedProvider();
    private final List<CompletableFuture<Boolean>> publishes = new CopyOnWriteArrayList<>();

    @Override
    BayeuxServerBuilder settings() {
        return super.settings().engine(engine, EngineOptions.none());
    }

    @BeforeEach
    void hold() {
        engine.misbehave(operation -> {
            CompletableFuture<Boolean> publish = new CompletableFuture<>();
            publishes.add(publish);
            return publish;
        });
    }

    private static String batch() {
        return IntStream.range(0, MESSAGES)
                .mapToObj(number -> "{'channel':'/a','data':" + number + ",'id':'" + number + "'}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    @DisplayName("a batch waits when there are 32, and goes on in order")
    void batchWaits() {
        CompletableFuture<List<Message>> replies = http().send(batch());
        assertThat(publishes).hasSize(AT_ONCE);
        int accepted = 0;
        while (!replies.isDone()) {
            assertThat(publishes).hasSizeGreaterThan(accepted).hasSizeLessThan(accepted + AT_ONCE + 1);
            publishes.get(accepted).complete(true);
            accepted++;
        }
        assertThat(accepted).isEqualTo(MESSAGES);
        assertThat(Texts.await(replies))
                .allMatch(Message::isSuccessful)
                .extracting(reply -> reply.id().orElseThrow().toString())
                .containsExactlyElementsOf(IntStream.range(0, MESSAGES)
                        .mapToObj(number -> "\"" + number + "\"")
                        .toList());
    }

    @Test
    @DisplayName("other connections publish all the same")
    void othersPublish() {
        http().send(batch());
        http().send("{'channel':'/a','data':'x'}");
        assertThat(publishes).hasSize(AT_ONCE + 1);
    }
}
