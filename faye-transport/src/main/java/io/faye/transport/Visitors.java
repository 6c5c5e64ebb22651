package io.faye.transport;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts who is there from each network; remembers nobody who has left, so it is as large as those who are there. */
public final class Visitors {

    private volatile int most;
    private final ConcurrentMap<Network, Integer> counts = new ConcurrentHashMap<>();

    /**
     * Begins to count.
     *
     * @param most how many may be there from each network, 0 for any number
     */
    public Visitors(int most) {
        this.most = most;
    }

    /**
     * Changes the limit; those who are there stay.
     *
     * @param value how many may be there from each network, 0 for any number
     */
    public void limit(int value) {
        most = value;
    }

    /**
     * {@return false if there are as many as may be; who is let in has to leave}
     *
     * @param network where the visitor comes from
     */
    public boolean enter(Network network) {
        int limit = most == 0 ? Integer.MAX_VALUE : most;
        AtomicBoolean entered = new AtomicBoolean();
        counts.compute(network, (key, count) -> {
            int there = count == null ? 0 : count;
            entered.set(there < limit);
            return entered.get() ? there + 1 : there;
        });
        return entered.get();
    }

    /**
     * A visitor leaves.
     *
     * @param network where the visitor came from
     */
    public void leave(Network network) {
        counts.computeIfPresent(network, (key, count) -> count == 1 ? null : count - 1);
    }
}
