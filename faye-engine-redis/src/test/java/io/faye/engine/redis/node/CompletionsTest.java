package io.faye.engine.redis.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.redis.Member;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Completions of operations")
class CompletionsTest {

    private static final int TASKS = 100_000;

    private final NodeThreads threads = NodeThreads.start();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        threads.end().accept(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("are run once each, whichever threads hand them over")
    void runOnce() {
        AtomicInteger run = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            new Thread(() -> execute(TASKS, run)).start();
        }
        execute(TASKS, run);
        Member.until("all are run", () -> run.get() == 3 * TASKS);
    }

    private void execute(int count, AtomicInteger run) {
        for (int i = 0; i < count; i++) {
            threads.completions().execute(run::incrementAndGet);
        }
    }

    @Test
    @DisplayName("go on while some of them do not return")
    void goOn() {
        AtomicInteger run = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            threads.completions().execute(this::block);
        }
        threads.completions().execute(run::incrementAndGet);
        Member.until("the task after them is run", () -> {
            threads.unblock().run();
            return run.get() == 1;
        });
    }

    private void block() {
        try {
            assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("go on after one that throws")
    void survivesFaults() {
        AtomicInteger run = new AtomicInteger();
        threads.completions().execute(() -> {
            throw new IllegalStateException("In a test");
        });
        threads.completions().execute(run::incrementAndGet);
        Member.until("the task after it is run", () -> run.get() == 1);
    }
}
