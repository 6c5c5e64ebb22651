package io.faye.engine.redis.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was found out under a lock and is told without it. Not safe for threads. */
final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    /** Wake-ups are cheap: only many of them are shared among threads. */
    private static final int WAKE_UPS_AT_ONCE = 256;

    private final List<Runnable> calls = new ArrayList<>();
    private final List<Session> waking = new ArrayList<>();

    boolean isEmpty() {
        return calls.isEmpty() && waking.isEmpty();
    }

    void add(Runnable call) {
        calls.add(call);
    }

    void wake(Session session) {
        waking.add(session);
    }

    void wake(Collection<Session> sessions) {
        waking.addAll(sessions);
    }

    /** Tells all, in this thread unless there are many wake-ups. */
    void tell(Executor threads) {
        calls.forEach(Notices::guard);
        if (waking.size() <= WAKE_UPS_AT_ONCE) {
            waking.forEach(Session::wake);
            return;
        }
        for (int i = 0; i < waking.size(); i += WAKE_UPS_AT_ONCE) {
            List<Session> some = waking.subList(i, Math.min(waking.size(), i + WAKE_UPS_AT_ONCE));
            threads.execute(() -> some.forEach(Session::wake));
        }
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A call of the host failed; continuing", e);
        }
    }
}
