package io.faye.transport.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Says that something happens, but once a second at most: what floods the server must not flood its log. */
final class Notice {

    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;
    private final String text;
    private final AtomicLong due = new AtomicLong(System.nanoTime());
    private final AtomicLong unsaid = new AtomicLong();

    /** Takes a text with two places: for whom it is about, and how often it went unsaid. */
    Notice(Logger log, String text) {
        this.log = log;
        this.text = text;
    }

    void about(Object whom) {
        if (isDue()) {
            log.warn(text, whom, unsaid.getAndSet(0));
        }
    }

    /** The same with the stack trace of a fault. */
    void about(Object whom, @Nullable Throwable fault) {
        if (isDue()) {
            log.warn(text, whom, unsaid.getAndSet(0), fault);
        }
    }

    private boolean isDue() {
        long now = System.nanoTime();
        long time = due.get();
        boolean isDue = now - time >= 0 && due.compareAndSet(time, now + PERIOD);
        if (!isDue) {
            unsaid.incrementAndGet();
        }
        return isDue;
    }
}
