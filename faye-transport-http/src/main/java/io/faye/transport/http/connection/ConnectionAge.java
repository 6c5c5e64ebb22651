package io.faye.transport.http.connection;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a connection is too old. Each connection has a time of its own, so that those that were opened together do not end
 * together.
 */
final class ConnectionAge {

    /** No connection becomes too old. */
    private static final long NEVER = 0;

    private ConnectionAge() {}

    /** {@return when a connection that is opened now is too old, from three quarters of the time to all of it} */
    static long limit(Duration most) {
        long nanos = most.toNanos();
        return nanos == 0
                ? NEVER
                : System.nanoTime() + ThreadLocalRandom.current().nextLong(nanos - nanos / 4, nanos + 1);
    }

    /** {@return whether a limit has passed} */
    static boolean isOver(long limit) {
        return limit != NEVER && System.nanoTime() - limit >= 0;
    }
}
