package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Change;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While much is published to many sessions,")
class PacingTest {

    private static final int SESSIONS = 600;
    private static final int MESSAGES = 600;
    private static final int ROUNDS = 10;

    private final Member process = new Member(RedisTests.options(RedisTests.shared()));
    private final List<CompletionStage<Boolean>> published = new ArrayList<>();
    private ClientId one;

    @BeforeEach
    void subscribe() {
        List<ClientId> clients =
                Stream.generate(process::client).limit(SESSIONS).toList();
        for (ClientId client : clients) {
            assertThat(process.subscribe(client, "/many")).isEqualTo(Change.CHANGED);
        }
        one = clients.get(0);
        process.attach(one);
    }

    @AfterEach
    void close() {
        process.close();
    }

    private void publish(Message message) {
        published.add(process.engine.publish(message));
    }

    private void publishMuch() {
        for (int i = 0; i < MESSAGES; i++) {
            publish(Member.message("/many", i));
        }
    }

    /** {@return how many messages are not in the log yet} */
    private long outstanding() {
        return published.stream()
                .filter(stage -> !stage.toCompletableFuture().isDone())
                .count();
    }

    /** {@return whether a message to few is in the log before most of those to many that were published before it} */
    private boolean overtakes(String few, int messages) {
        publishMuch();
        long before = outstanding();
        publish(Member.message("/few", few));
        published.forEach(Member::get);
        Member.until("all has arrived", () -> process.waiting(one).size() == messages);
        List<String> order = process.waiting(one);
        int overtaken = order.size() - 1 - order.indexOf('"' + few + '"');
        return before > 0 && overtaken > before / 2;
    }

    /** A machine that stands still between two publishes lets the first ones go ahead, so that there are some rounds. */
    @Test
    @DisplayName("a message to few overtakes most of it, and all of it arrives")
    void fewAreNotHeldUp() {
        process.subscribe(one, "/few");
        boolean overtakes = false;
        for (int round = 1; round <= ROUNDS && !overtakes; round++) {
            overtakes = overtakes("soon " + round, round * (MESSAGES + 1));
        }
        assertThat(overtakes).isTrue();
    }

    @Test
    @DisplayName("a publisher's own messages keep their order, and its session ends after them")
    void publisherKeepsOrder() {
        ClientId alice = process.client();
        process.subscribe(one, "/few");
        publishMuch();
        publish(Member.message("/many", "last but one").with("clientId", alice.toJson()));
        publish(Member.message("/few", "last").with("clientId", alice.toJson()));
        assertThat(Member.get(process.engine.destroyClient(alice))).isPresent();

        assertThat(published).allMatch(stage -> stage.toCompletableFuture().isDone());
        Member.until("all has arrived", () -> process.waiting(one).size() == MESSAGES + 2);
        assertThat(process.waiting(one)).endsWith("\"last but one\"", "\"last\"");
    }
}
