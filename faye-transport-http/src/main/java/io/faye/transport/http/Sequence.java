package io.faye.transport.http;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Runs what concerns one connection on its loop, in the order given: what the loop's own thread gives must not overtake
 * what another thread gave before.
 */
final class Sequence {

    /** No object of its own, because connections are many. */
    private static final AtomicIntegerFieldUpdater<Sequence> AHEAD =
            AtomicIntegerFieldUpdater.newUpdater(Sequence.class, "ahead");

    private final Loop loop;
    private volatile int ahead;

    Sequence(Loop loop) {
        this.loop = loop;
    }

    /** {@return whether this is the loop's thread and nothing is ahead} */
    boolean isMyTurn() {
        return ahead == 0 && loop.isHere();
    }

    /** Runs a task at once if this is the loop's thread and nothing is ahead of it, else there in its turn. */
    void execute(Runnable task) {
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
