package io.faye.server;

import java.time.Duration;

/**
 * What calls of services may take in one process.
 *
 * @param maxCalls calls that are under way at once; one more is refused with {@code 503:calls:Service unavailable}
 * @param maxCallsPerSession calls of one session that are under way at once; one more is refused with
 *     {@code 429:calls:Too many calls}
 * @param maxThreads threads on which handlers run; calls of different sessions wait for one of them
 * @param timeout how long a call may wait for its answer; after that the caller is told {@code 500::Internal server error}
 */
public record ServiceLimits(int maxCalls, int maxCallsPerSession, int maxThreads, Duration timeout) {

    /** 10,000 calls, 1,000 of one session (as many as a request may hold), 64 threads, one minute. */
    public static final ServiceLimits DEFAULT = new ServiceLimits(10_000, 1_000, 64, Duration.ofMinutes(1));

    /**
     * Makes limits.
     *
     * @param maxCalls calls under way at once
     * @param maxCallsPerSession calls of one session under way at once
     * @param maxThreads threads on which handlers run
     * @param timeout how long a call may wait for its answer
     * @throws IllegalArgumentException if one of them is not positive
     */
    public ServiceLimits {
        if (maxCalls < 1 || maxCallsPerSession < 1 || maxThreads < 1) {
            throw new IllegalArgumentException(
                    "Expected positive numbers of calls, calls of a session and threads, but got " + maxCalls + ", "
                            + maxCallsPerSession + " and " + maxThreads);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("Expected a positive timeout of calls, but got " + timeout);
        }
    }
}
