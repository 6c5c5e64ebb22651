package io.faye.benchmark.load;

import java.util.Arrays;

/** How long messages took. */
public final class Latencies {

    private long[] nanos = new long[1 << 16];
    private int count;

    /** Makes an empty list. */
    public Latencies() {}

    /**
     * Takes note of one.
     *
     * @param took its nanoseconds
     */
    public void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
    }

    /** Forgets all. */
    public void clear() {
        count = 0;
    }

    /** {@return how many there are} */
    public int count() {
        return count;
    }

    /**
     * {@return the microseconds within which a part of the messages came, not a number if there were none}
     *
     * @param part which part: 0.5 for the median, 1 for all
     */
    public double micros(double part) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int last = (int) Math.ceil(part * count) - 1;
        return sorted[Math.max(0, last)] / 1e3;
    }
}
