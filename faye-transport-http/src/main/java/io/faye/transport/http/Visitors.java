package io.faye.transport.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts who is there from each network; remembers nobody who has left, so it is as large as those who are there. */
final class Visitors {

    private final int most;
    private final ConcurrentMap<Network, Integer> counts = new ConcurrentHashMap<>();

    /** With 0 any number may enter, and nobody is counted. */
    Visitors(int most) {
        this.most = most;
    }

    /** {@return false if there are as many as may be; who is let in has to leave} */
    boolean enter(Network network) {
        if (most == 0) {
            return true;
        }
        AtomicBoolean entered = new AtomicBoolean();
        counts.compute(network, (key, count) -> {
            int there = count == null ? 0 : count;
            entered.set(there < most);
            return entered.get() ? there + 1 : there;
        });
        return entered.get();
    }

    void leave(Network network) {
        counts.computeIfPresent(network, (key, count) -> count == 1 ? null : count - 1);
    }
}
