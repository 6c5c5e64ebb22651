package io.faye.tck.selftest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from a change: the host is told, then the stage completes; without a lock, in the session's turn. */
final class Work {

    private final List<Runnable> steps = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private final List<Work> following = new ArrayList<>();
    private @Nullable SmallSession session;

    void inTurnOf(SmallSession whose) {
        session = whose;
    }

    void inTurnOfNobody() {
        session = null;
    }

    void then(Runnable step) {
        steps.add(step);
    }

    /** What is done when the stage has completed already; nothing, if all is right. */
    void afterwards(Runnable step) {
        late.add(step);
    }

    /** {@return what comes after this in another session's turn, and before the stage completes} */
    Work followedBy(SmallSession other) {
        Work next = new Work();
        next.inTurnOf(other);
        following.add(next);
        then(next::run);
        return next;
    }

    /** Under the engine's lock, so that turns come in the order of the changes. */
    void queueUp() {
        if (session != null) {
            session.await(this::doAll);
        }
        following.forEach(Work::queueUp);
    }

    void run() {
        if (session == null) {
            doAll();
        } else {
            session.proceed();
        }
    }

    private void doAll() {
        steps.forEach(Runnable::run);
        late.forEach(Runnable::run);
    }
}
