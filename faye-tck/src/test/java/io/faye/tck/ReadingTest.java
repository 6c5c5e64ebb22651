package io.faye.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Batch;
import io.faye.engine.EngineOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who reads when told")
class ReadingTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HeldEngine engine = new HeldEngine();
    private final Service service = new Service(
            engine, EngineOptions.none(), Settings.of(engine.capabilities(), LIMIT.dividedBy(2)), new WaitBudget());
    private final Client alice = service.client("alice");

    @AfterEach
    void close() {
        service.close();
    }

    private CompletableFuture<Batch> awaitRead() throws InterruptedException {
        CompletableFuture<Batch> read = engine.reads().poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(read).as("a read").isNotNull();
        return read;
    }

    private void answer(CompletableFuture<Batch> read, int position) {
        read.complete(new Batch(List.of(Calls.message("/a", position)), position));
    }

    @Test
    @DisplayName("reads again if told during a read")
    void readsAgain() throws InterruptedException {
        Reading reading = alice.listen();
        CompletableFuture<Batch> first = awaitRead();
        reading.handle().messagesAvailable();
        answer(first, 1);
        answer(awaitRead(), 2);
        assertThat(reading.awaits(2)).containsExactly("1", "2");
    }

    @Test
    @DisplayName("is released when the last read is done, so that nothing is taken from whoever reads next")
    void isReleasedLast() throws InterruptedException {
        Reading reading = alice.listen();
        CompletableFuture<Batch> last = awaitRead();
        reading.handle().messagesAvailable();
        Thread closing = new Thread(reading::close, "closing");
        closing.start();
        service.patience().until("whoever closes waits or is done", () -> Set.of(
                        Thread.State.TIMED_WAITING, Thread.State.TERMINATED)
                .contains(closing.getState()));
        answer(last, 1);
        closing.join(LIMIT.toMillis());
        assertThat(engine.calls()).containsExactly("createClient", "attach", "read", "acknowledge", "release");
    }

    @Test
    @DisplayName("reads no more once a read has failed")
    void endsWithAFault() throws InterruptedException {
        Reading reading = alice.listen();
        awaitRead().completeExceptionally(new IllegalStateException("failed on purpose"));
        reading.close();
        reading.handle().messagesAvailable();
        assertThat(engine.calls()).containsExactly("createClient", "attach", "read", "release");
    }
}
