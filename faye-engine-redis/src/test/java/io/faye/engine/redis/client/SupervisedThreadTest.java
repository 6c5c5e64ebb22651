package io.faye.engine.redis.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.redis.Member;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A supervised thread")
class SupervisedThreadTest {

    private final AtomicInteger steps = new AtomicInteger();

    private void step() throws InterruptedException {
        switch (steps.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("a mistake");
            case 2 -> throw new OutOfMemoryError("no memory");
            case 3 -> throw new StackOverflowError();
            case 4 -> throw new AssertionError("an error");
            case 5 -> throw new InterruptedException();
            default -> LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    @DisplayName("goes on after everything that a step may throw, counts it, and ends when it is closed")
    void goesOn() {
        SupervisedThread thread = new SupervisedThread("supervised", this::step);
        thread.start();
        Member.until("it has gone on", () -> steps.get() > 6);
        assertThat(thread.failures()).isEqualTo(5);
        thread.close(Duration.ofSeconds(30));
        int last = steps.get();
        assertThat(thread.isAlive()).isFalse();
        assertThat(steps.get()).isEqualTo(last);
    }
}
