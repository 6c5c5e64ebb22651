package io.faye.tck.history;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Finds in logarithmic time the greatest value of all calls whose key is before a tick. */
final class GreatestBefore {

    static final long NONE = Long.MIN_VALUE;

    private final long[] keys;
    private final long[] greatest;

    GreatestBefore(List<Call> calls, ToLongFunction<Call> key, ToLongFunction<Call> value) {
        List<Call> sorted = calls.stream().sorted(Comparator.comparingLong(key)).toList();
        keys = sorted.stream().mapToLong(key).toArray();
        greatest = sorted.stream().mapToLong(value).toArray();
        Arrays.parallelPrefix(greatest, Math::max);
    }

    /** {@return the greatest value of those whose key is less, or {@link #NONE}} */
    long before(long tick) {
        int at = Arrays.binarySearch(keys, tick);
        int count = at < 0 ? -at - 1 : at;
        return count == 0 ? NONE : greatest[count - 1];
    }
}
