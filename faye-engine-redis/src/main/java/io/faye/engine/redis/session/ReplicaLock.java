package io.faye.engine.redis.session;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The lock under which the log is applied. What is found out under it is told after it. */
final class ReplicaLock {

    private final Executor threads;
    private Notices notices = new Notices();

    ReplicaLock(Executor threads) {
        this.threads = threads;
    }

    /** Changes something. If a change is under way in this thread, this is a part of it. */
    <T> T change(Supplier<T> change) {
        if (Thread.holdsLock(this)) {
            return change.get();
        }
        Notices due;
        T result;
        synchronized (this) {
            result = change.get();
            due = notices;
            if (!due.isEmpty()) {
                notices = new Notices();
            }
        }
        due.tell(threads);
        return result;
    }

    void change(Runnable change) {
        change(() -> {
            change.run();
            return true;
        });
    }

    /** {@return what is told after the change that is under way} */
    Notices notices() {
        return notices;
    }
}
