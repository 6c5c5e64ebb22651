package io.faye.engine.redis.faults;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a test has started, ended in the reverse order. */
final class Fleet implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    <T extends AutoCloseable> T has(T one) {
        started.push(one);
        return one;
    }

    Peer peer(Setup setup) {
        return has(new Peer(setup));
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            close(started.pop());
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new AssertionError(one + " cannot be closed", e);
        }
    }
}
