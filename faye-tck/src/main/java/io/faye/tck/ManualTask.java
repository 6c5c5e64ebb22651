package io.faye.tck;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;

/** What is due at a moment, once or again and again. */
final class ManualTask<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {

    private final ManualScheduler scheduler;
    private final long period;
    long due;
    long number;

    ManualTask(ManualScheduler scheduler, Callable<V> task, long due, long period) {
        super(task);
        this.scheduler = scheduler;
        this.due = due;
        this.period = period;
    }

    @Override
    public void run() {
        if (!isPeriodic()) {
            super.run();
        } else if (runAndReset()) {
            due += period;
            scheduler.enqueue(this);
        }
    }

    @Override
    public boolean isPeriodic() {
        return period > 0;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(due - scheduler.nanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
