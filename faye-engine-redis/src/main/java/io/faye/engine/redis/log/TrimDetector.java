package io.faye.engine.redis.log;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Tells whether trimming has overtaken a reader, which Redis does not: it reads on after the gap. From Redis 7 on,
 * entries are counted: what was trimmed must not be more than what was read. Before that it goes by time.
 *
 * <p>A reader that waits at the end of the log need not ask. A reader that was away, or is slow, asks after each read.
 */
final class TrimDetector {

    private static final long SLOW_MILLIS = Duration.ofMillis(500).toMillis();

    private final InstantSource clock;
    /** How many entries there were, ever, after which this reader began. */
    private long base;

    private long read;
    /** In Redis' time: what is older was read. */
    private long completeMillis;

    private boolean unsure;
    private long lastMillis;

    TrimDetector(LogState start, InstantSource clock) {
        this.clock = clock;
        this.lastMillis = clock.millis();
        this.base = start.added();
        this.completeMillis = start.timeMillis();
    }

    /** {@return whether Redis counts fewer entries than this reader has read, because it began anew} */
    boolean isReplaced(LogState state) {
        return state.added() >= 0 && state.added() < base + read;
    }

    /** Counts anew from the newest entry that the log and this reader have. */
    void restart(LogState state, Divergence found) {
        boolean anew = found.common().equals(LogId.NONE);
        base = anew ? 0 : state.added() - found.unread();
        read = 0;
        completeMillis = anew ? state.timeMillis() : found.common().millis();
    }

    void reconnected() {
        unsure = true;
    }

    /** A read begins. */
    void reading() {
        unsure |= elapsed() > SLOW_MILLIS;
    }

    /**
     * A read has ended.
     *
     * @param mostMillis how long it should have taken at most
     */
    void returned(long mostMillis) {
        unsure |= elapsed() > SLOW_MILLIS + mostMillis;
    }

    private long elapsed() {
        long last = lastMillis;
        lastMillis = clock.millis();
        return lastMillis - last;
    }

    /** {@return whether somebody may have trimmed what was not read yet} */
    boolean isToBeChecked(boolean pageIsFull) {
        return unsure || pageIsFull;
    }

    /**
     * {@return whether something was missed before what was read last; then counting begins anew}
     *
     * @param last the last entry before that
     */
    boolean hasPassed(LogState state, LogId last) {
        unsure = false;
        if (state.added() < 0) {
            boolean byAge = last.millis() < state.cutMillis();
            return byAge ? state.cutMillis() > completeMillis : state.oldest().isAfter(last) && read > 0;
        }
        long trimmed = state.added() - state.length();
        boolean missed = trimmed > base + read;
        if (missed) {
            base = trimmed - read;
        }
        return missed;
    }

    void read(int count, LogId newest) {
        read += count;
        completeMillis = Math.max(completeMillis, newest.millis());
    }

    /** There was nothing to read when Redis was in this state. */
    void nothing(LogState state, LogId last) {
        if (!state.newest().isAfter(last)) {
            completeMillis = Math.max(completeMillis, state.timeMillis());
        }
    }
}
