package io.faye.engine.redis;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notices that this process did not run for a while: frozen, on a machine that was suspended, or starved. Meanwhile its
 * clients may have gone elsewhere, so until the log has told, nothing is to be read for them here.
 */
final class Slumber implements AutoCloseable {

    private static final long LOOK_MILLIS = 250;
    /** Shorter than a lease by more than the time between two beats: until then nobody else takes this process for dead. */
    private static final Duration LONG = Duration.ofSeconds(2);

    private final Future<?> looking;
    private long awakeNanos = System.nanoTime();
    private long sleeps;
    private long recovered;

    Slumber(ScheduledExecutorService scheduler) {
        looking = scheduler.scheduleWithFixedDelay(this::sleeps, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** {@return how often this process has slept} */
    synchronized long sleeps() {
        long now = System.nanoTime();
        if (now - awakeNanos > LONG.toNanos()) {
            sleeps++;
        }
        awakeNanos = now;
        return sleeps;
    }

    /** {@return whether it is not known what has happened while this process slept} */
    synchronized boolean isDazed() {
        return sleeps() != recovered;
    }

    /**
     * Says that all is known that happened before.
     *
     * @param count how many sleeps there had been when it was asked for
     */
    synchronized void recover(long count) {
        recovered = count;
    }

    @Override
    public void close() {
        looking.cancel(false);
    }
}
