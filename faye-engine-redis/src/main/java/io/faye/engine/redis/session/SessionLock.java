package io.faye.engine.redis.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock under which the log is applied to the sessions of this process. What the host is to be told waits until the
 * lock is free, and is told by the thread that had it.
 */
final class SessionLock {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLock.class);

    private final List<Runnable> calls = new ArrayList<>();
    private final List<Session> waking = new ArrayList<>();

    /** Changes something. If a change is in progress in this thread, this is a part of it. */
    <T> T change(Supplier<T> change) {
        if (Thread.holdsLock(this)) {
            return change.get();
        }
        List<Runnable> callsDue;
        List<Session> wakingDue;
        T result;
        synchronized (this) {
            result = change.get();
            callsDue = taken(calls);
            wakingDue = taken(waking);
        }
        callsDue.forEach(SessionLock::guard);
        wakingDue.forEach(Session::wake);
        return result;
    }

    /** {@return what was found out so far; what other changes find out is theirs to call} */
    private static <T> List<T> taken(List<T> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        List<T> taken = List.copyOf(found);
        found.clear();
        return taken;
    }

    void change(Runnable change) {
        change(() -> {
            change.run();
            return true;
        });
    }

    /** Calls the host after the change that is in progress. */
    void afterwards(Runnable call) {
        calls.add(call);
    }

    /** Wakes the session's reader after the change that is in progress. */
    void wakeAfterwards(Session session) {
        waking.add(session);
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A call of the host failed; continuing", e);
        }
    }
}
