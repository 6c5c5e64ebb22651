package io.faye.engine.redis.session;

import io.faye.engine.redis.log.LogId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What begins when the log was applied up to an entry. Used under the lock of the sessions. */
final class LogWaiters {

    private final SessionLock lock;
    private final List<Waiter> waiting = new ArrayList<>();

    private record Waiter(LogId id, Runnable task) {}

    LogWaiters(SessionLock lock) {
        this.lock = lock;
    }

    void add(LogId id, Runnable task) {
        waiting.add(new Waiter(id, task));
    }

    /** The log was applied up to an entry. */
    void reached(LogId last) {
        release(each -> !each.id().isAfter(last));
    }

    /** Redis has lost all entries after one. */
    void rewind(LogId to) {
        release(each -> each.id().isAfter(to));
    }

    private void release(Predicate<Waiter> ready) {
        waiting.removeIf(each -> {
            boolean isReady = ready.test(each);
            if (isReady) {
                lock.afterwards(each.task());
            }
            return isReady;
        });
    }
}
