package io.faye.engine.redis.client;

import io.faye.engine.EngineException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that repeats a step until it is closed. A step that fails, for whatever reason, is repeated after a
 * pause that grows with each failure in a row.
 */
public final class SupervisedThread {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedThread.class);

    private static final long SHORTEST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 500;

    /** A piece of work that may block; it returns often, and soon after it was interrupted. */
    public interface Step {
        void run() throws InterruptedException;
    }

    private final Step step;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long pauseMillis = SHORTEST_MILLIS;
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;

    public SupervisedThread(String name, Step step) {
        this.step = step;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!isClosed()) {
            try {
                repeat();
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    private void repeat() throws InterruptedException {
        while (!isClosed()) {
            step.run();
            pauseMillis = SHORTEST_MILLIS;
        }
    }

    /** An {@code Error} while this is logged must not end the thread either. */
    private void failed(Throwable fault) {
        try {
            report(fault);
            closed.await(pauseMillis, TimeUnit.MILLISECONDS);
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_MILLIS);
        } catch (Throwable e) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SHORTEST_MILLIS));
        }
    }

    private void report(Throwable fault) {
        if (isClosed()) {
            LOG.debug("{} ends", thread.getName(), fault);
        } else if (fault instanceof EngineException) {
            LOG.debug("{} failed; it tries again", thread.getName(), fault);
        } else {
            LOG.error(
                    "A thread failed; it goes on (thread={}, failures={})",
                    thread.getName(),
                    failures.incrementAndGet(),
                    fault);
        }
    }

    /** {@return how often a step failed because of a mistake in this program or a lack of memory} */
    public long failures() {
        return failures.get();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Ends the thread after its step; interrupts the step, and waits for it. */
    public void close(Duration patience) {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
