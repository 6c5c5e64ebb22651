package io.faye.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what goes wrong with many requests at once: at most one line a second, with the number of lines left out. */
final class ThrottledLog {

    private static final Logger LOG = LoggerFactory.getLogger(BayeuxServer.class);
    private static final long PERIOD = Duration.ofSeconds(1).toNanos();

    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong untold = new AtomicLong();

    /** The engine failed to do something. */
    void engine(String what, @Nullable Throwable fault) {
        LOG.debug("The engine did not {}", what, fault);
        warn("The engine did not " + what + ": " + fault);
    }

    void warn(String line) {
        long due = next.get();
        long now = System.nanoTime();
        if (now - due >= 0 && next.compareAndSet(due, now + PERIOD)) {
            LOG.warn("{} ({} more such lines were left out)", line, untold.getAndSet(0));
        } else {
            untold.incrementAndGet();
        }
    }
}
