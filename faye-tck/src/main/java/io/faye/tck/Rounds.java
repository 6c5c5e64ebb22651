package io.faye.tck;

import java.time.Duration;
import java.util.Iterator;

/** Counts the rounds of a test that tries to hit a bad moment: many on a fast engine, fewer on a slow one. */
final class Rounds implements Iterable<Integer> {

    private static final int FEWEST = 3;

    private final int most;
    private final Duration longest;

    Rounds(int most, Duration longest) {
        this.most = most;
        this.longest = longest;
    }

    void repeat(Runnable round) {
        forEach(number -> round.run());
    }

    @Override
    public Iterator<Integer> iterator() {
        long end = System.nanoTime() + longest.toNanos();
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < most && Concurrently.goesOn() && (next < FEWEST || System.nanoTime() - end < 0);
            }

            @Override
            public Integer next() {
                return next++;
            }
        };
    }
}
