package io.faye.interop.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long the rounds of a talk took, of which only the slow ones are kept. Safe for threads. */
final class Rounds {

    /** What even a machine that is not busy may need once in a while. */
    private static final long USUAL = Duration.ofMillis(100).toNanos();

    /**
     * A message there and one back.
     *
     * @param start when it began, by {@link System#nanoTime}
     * @param end when it was over
     */
    record Round(long start, long end) {
        long nanos() {
            return end - start;
        }

        /** {@return how much more than usual of the other's time this one took} */
        private long excessWithin(Round other) {
            return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start) - USUAL);
        }
    }

    private static final int LONGEST_MILLIS = 60_000;

    private final List<Round> slow = new ArrayList<>();
    /** How many rounds took so many milliseconds. */
    private final int[] byMillis = new int[LONGEST_MILLIS + 1];

    private boolean running;
    private long started;
    private long longest;
    private long count;

    synchronized void begin(long now) {
        running = true;
        started = now;
    }

    synchronized void end(long now) {
        running = false;
        count++;
        keep(new Round(started, now));
    }

    private void keep(Round round) {
        longest = Math.max(longest, round.nanos());
        byMillis[(int) Math.min(LONGEST_MILLIS, Duration.ofNanos(round.nanos()).toMillis())]++;
        if (round.nanos() > USUAL) {
            slow.add(round);
        }
    }

    /** {@return how many rounds there were} */
    synchronized long count() {
        return count;
    }

    /** {@return a time that no more than so many hundredths of the rounds exceeded, to the millisecond} */
    synchronized Duration percentile(int hundredths) {
        long left = count * hundredths / 100;
        int millis = 0;
        for (left -= byMillis[0]; left > 0; left -= byMillis[millis]) {
            millis++;
        }
        return Duration.ofMillis(millis + 1L);
    }

    synchronized Duration longest() {
        return Duration.ofNanos(longest);
    }

    /** {@return the figures, for a report} */
    @Override
    public synchronized String toString() {
        return String.format(
                "%s rounds, p50 %s ms, p99 %s ms, longest %s ms",
                count,
                percentile(50).toMillis(),
                percentile(99).toMillis(),
                longest().toMillis());
    }

    synchronized List<Round> slow() {
        return List.copyOf(slow);
    }

    /** {@return how much longer than usual it took here, too, while that round went on elsewhere} */
    synchronized Duration excessWithin(Round other) {
        long nanos = slow.stream().mapToLong(round -> round.excessWithin(other)).sum();
        return Duration.ofNanos(running ? nanos + new Round(started, System.nanoTime()).excessWithin(other) : nanos);
    }
}
