package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Compares what the server's threads do for inputs of 4, 8 and 16 KB. It counts processor time and not time, repeats a
 * measurement that looks bad, and keeps the best, so that a busy machine does not count.
 */
final class Growth {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int[] SIZES = {4_000, 8_000, 16_000};
    private static final int ROUNDS = 10;

    /** Linear work grows to 4 times as much, quadratic work to 16 times as much. */
    private static final int FACTOR = 8;

    /** Below that, fixed costs and the clock's grain say more than the input. */
    private static final long GRAIN_NANOS = 4_000_000;

    private final long[] best = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};

    private Growth() {}

    /** Fails unless the work for an input of 16 KB is in proportion to that for one of 4 KB. */
    static void assertLinear(String what, IntConsumer exchangeOfSize) {
        Growth growth = new Growth();
        for (int round = 0; round < ROUNDS && !growth.isLinear(); round++) {
            growth.measure(exchangeOfSize);
        }
        assertThat(growth.isLinear())
                .as("%s: nanoseconds of work for 4, 8 and 16 KB: %s", what, Arrays.toString(growth.best))
                .isTrue();
    }

    private void measure(IntConsumer exchangeOfSize) {
        for (int i = 0; i < SIZES.length; i++) {
            Map<Long, Long> before = work();
            exchangeOfSize.accept(SIZES[i]);
            best[i] = Math.min(best[i], since(before));
        }
    }

    private boolean isLinear() {
        return best[0] < Long.MAX_VALUE && best[2] <= FACTOR * best[0] + GRAIN_NANOS;
    }

    /** {@return what each thread but the test's own has done so far} */
    private static Map<Long, Long> work() {
        Map<Long, Long> work = new HashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            if (id != Thread.currentThread().getId()) {
                work.put(id, Math.max(0, THREADS.getThreadCpuTime(id)));
            }
        }
        return work;
    }

    private static long since(Map<Long, Long> before) {
        long total = 0;
        for (Map.Entry<Long, Long> now : work().entrySet()) {
            total += Math.max(0, now.getValue() - before.getOrDefault(now.getKey(), 0L));
        }
        return total;
    }
}
