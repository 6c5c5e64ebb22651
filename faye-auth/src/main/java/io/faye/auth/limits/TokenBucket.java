package io.faye.auth.limits;

import java.util.concurrent.TimeUnit;

/** So much at once, and so much a second: kept as the time at which the bucket will be full again, in nanoseconds. */
final class TokenBucket {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long perSecond;
    private final long room;
    private long fullAt;

    TokenBucket(long perSecond, long capacity, long now) {
        this.perSecond = perSecond;
        this.room = time(capacity);
        this.fullAt = now;
    }

    /** {@return how long it takes to fill in so much} */
    private long time(long amount) {
        return amount * SECOND / perSecond;
    }

    /** {@return 0 if it was taken, else after how many milliseconds it can be, unless it is more than there is room for} */
    synchronized long take(long amount, long now) {
        long filled = (fullAt - now > 0 ? fullAt : now) + time(amount);
        long missing = filled - now - room;
        if (missing <= 0) {
            fullAt = filled;
            return 0;
        }
        return TimeUnit.NANOSECONDS.toMillis(missing - 1) + 1;
    }
}
