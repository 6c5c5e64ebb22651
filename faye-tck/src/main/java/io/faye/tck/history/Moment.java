package io.faye.tck.history;

import java.time.Duration;

/**
 * When something was seen.
 *
 * @param tick how many things had been seen before, by any thread in any process
 * @param clock the time by which sessions expire, since the beginning
 */
record Moment(long tick, Duration clock) {

    /** {@return whether it was so long before another moment that every process has heard of it by then} */
    boolean isKnownAt(Moment later, Duration notice) {
        return tick < later.tick() && (notice.isZero() || clock.plus(notice).compareTo(later.clock()) < 0);
    }

    /** Later than everything: what has not happened yet. */
    static final Moment NEVER = new Moment(Long.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE));
}
