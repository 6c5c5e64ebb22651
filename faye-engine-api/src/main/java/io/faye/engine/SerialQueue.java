package io.faye.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a listener's calls on an executor, one at a time, in order. Holds a bounded number of calls. A thread that has run
 * them all stays for a moment: to wake one for each publish would cost more than the publish.
 */
final class SerialQueue implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(SerialQueue.class);
    private static final int CAPACITY = 100_000;
    /** How many calls run before other tasks of the executor get a turn. */
    private static final int TURN = 256;

    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Executor executor;
    private final String listener;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;
    private long dropped;

    SerialQueue(Executor executor, String listener) {
        this.executor = executor;
        this.listener = listener;
    }

    @Override
    public void execute(Runnable call) {
        synchronized (this) {
            if (waiting.size() == CAPACITY) {
                drop();
                return;
            }
            waiting.add(call);
            if (running) {
                return;
            }
            running = true;
        }
        schedule();
    }

    private void drop() {
        if (dropped++ == 0) {
            LOG.error("Listener is too slow; dropping its events (listener={}, waiting={})", listener, CAPACITY);
        }
    }

    private void schedule() {
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            LOG.debug("The executor is shut down; dropping the events of listener {}", listener);
        }
    }

    private void run() {
        for (int i = 0; i < TURN; i++) {
            Runnable call = next();
            if (call == null) {
                return;
            }
            call.run();
        }
        schedule();
    }

    private @Nullable Runnable next() {
        Runnable call = poll();
        if (call == null) {
            LockSupport.parkNanos(LINGER_NANOS);
            call = pollOrEnd();
        }
        return call;
    }

    private synchronized @Nullable Runnable poll() {
        return waiting.poll();
    }

    private synchronized @Nullable Runnable pollOrEnd() {
        Runnable call = waiting.poll();
        if (call == null) {
            running = false;
            if (dropped > 0) {
                LOG.error("Listener has caught up; it missed {} events (listener={})", dropped, listener);
                dropped = 0;
            }
        }
        return call;
    }
}
