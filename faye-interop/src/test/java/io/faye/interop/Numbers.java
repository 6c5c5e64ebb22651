package io.faye.interop;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Publishes numbers, one after another, each when the one before was accepted. */
final class Numbers {

    private static final long PACE_NANOS = 10_000_000;

    private final InteropClient publisher;
    private final String channel;
    private final Thread thread = new Thread(this::run, "numbers");
    private volatile boolean goesOn = true;
    private volatile Throwable fault;
    private final AtomicLong last = new AtomicLong();

    Numbers(InteropClient publisher, String channel) {
        this.publisher = publisher;
        this.channel = channel;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (goesOn) {
                publisher.publish(channel, last.get() + 1);
                last.incrementAndGet();
                LockSupport.parkNanos(PACE_NANOS);
            }
        } catch (RuntimeException | AssertionError e) {
            fault = e;
        }
    }

    /** {@return the last that was accepted} */
    long last() {
        if (fault != null) {
            throw new AssertionError("The number after " + last + " was not accepted", fault);
        }
        return last.get();
    }

    /** {@return the last of all} */
    long stop() {
        goesOn = false;
        try {
            thread.join(Limits.PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return last();
    }
}
