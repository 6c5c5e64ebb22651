package io.faye.client;

import io.faye.protocol.concurrent.SerialExecutor;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a client's own work is done, one task at a time, so that its parts need no locks. No code of applications runs here. */
final class Loop implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final Executor pool;
    private final SerialExecutor tasks;

    Loop(Executor pool) {
        this.pool = pool;
        this.tasks = serial(pool);
    }

    private static SerialExecutor serial(Executor pool) {
        return new SerialExecutor(
                pool,
                e -> LOG.warn("The client's executor takes no tasks; the client stops (reason={})", e.getMessage()));
    }

    @Override
    public void execute(Runnable task) {
        tasks.execute(task);
    }

    /** Runs a task later. {@return what cancels it} */
    Timeout after(Duration delay, Runnable task) {
        Timeout timeout = new Timeout(task);
        timeout.due =
                ClientThreads.TIMER.schedule(() -> execute(timeout::run), delay.toMillis(), TimeUnit.MILLISECONDS);
        return timeout;
    }

    /** {@return for code of applications: each executor runs one task at a time} */
    Executor newSerialExecutor() {
        return serial(pool);
    }

    /** {@return the threads below, for code of applications that may run at the same time} */
    Executor pool() {
        return pool;
    }

    /** A task that is to run later. Used on the loop only, so what is cancelled does not run. */
    static final class Timeout {

        private final Runnable task;
        private boolean cancelled;
        private @Nullable Future<?> due;

        private Timeout(Runnable task) {
            this.task = task;
        }

        private void run() {
            if (!cancelled) {
                task.run();
            }
        }

        void cancel() {
            cancelled = true;
            if (due != null) {
                due.cancel(false);
            }
        }
    }
}
