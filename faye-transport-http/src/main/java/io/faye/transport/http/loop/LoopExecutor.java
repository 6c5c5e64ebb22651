package io.faye.transport.http.loop;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Runs the tasks of one connection on its loop, in the order in which they were given: a task of the loop's own thread does not
 * overtake one that another thread gave before.
 */
public final class LoopExecutor {

    /** No object of its own, because connections are many. */
    private static final AtomicIntegerFieldUpdater<LoopExecutor> AHEAD =
            AtomicIntegerFieldUpdater.newUpdater(LoopExecutor.class, "ahead");

    private final ConnectionLoop loop;
    private volatile int ahead;

    public LoopExecutor(ConnectionLoop loop) {
        this.loop = loop;
    }

    /** {@return whether this is the loop's thread and nothing is ahead} */
    public boolean isMyTurn() {
        return ahead == 0 && loop.isHere();
    }

    /** Runs a task at once if this is the loop's thread and nothing is ahead of it, else there in its turn. */
    public void execute(Runnable task) {
        if (isMyTurn()) {
            task.run();
        } else {
            AHEAD.incrementAndGet(this);
            loop.enqueue(() -> {
                AHEAD.decrementAndGet(this);
                task.run();
            });
        }
    }
}
