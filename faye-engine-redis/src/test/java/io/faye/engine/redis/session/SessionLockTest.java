package io.faye.engine.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The lock of the sessions")
class SessionLockTest {

    private static final int CHANGES = 200_000;

    private final SessionLock lock = new SessionLock();
    private final AtomicInteger calls = new AtomicInteger();

    private void change(boolean withCall) {
        for (int i = 0; i < CHANGES; i++) {
            lock.change(() -> {
                if (withCall) {
                    lock.afterwards(calls::incrementAndGet);
                }
            });
        }
    }

    @Test
    @DisplayName("calls the host once for what a change found out, whatever other threads change meanwhile")
    void callsOnce() {
        CompletableFuture<Void> others = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> change(false)), CompletableFuture.runAsync(() -> change(false)));
        change(true);
        others.join();
        assertThat(calls).hasValue(CHANGES);
    }
}
