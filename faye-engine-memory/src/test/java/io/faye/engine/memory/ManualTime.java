package io.faye.engine.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A clock that stands still until a test moves it, and a scheduler that runs what is due on the test's thread. */
final class ManualTime extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(task -> task.due));
    private volatile long nanos = TimeUnit.DAYS.toNanos(20_000);
    private volatile boolean down;

    /** Stops at each moment at which something is due, as real time would. */
    void advance(Duration by) {
        long end = nanos + by.toNanos();
        for (Task task = next(end); task != null; task = next(end)) {
            nanos = Math.max(nanos, task.due);
            task.run();
        }
        nanos = end;
    }

    private synchronized Task next(long end) {
        tasks.removeIf(FutureTask::isCancelled);
        return tasks.isEmpty() || tasks.peek().due > end ? null : tasks.poll();
    }

    synchronized int scheduled() {
        tasks.removeIf(FutureTask::isCancelled);
        return tasks.size();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, nanos);
    }

    private synchronized Task add(Runnable task, long delay, long period) {
        Task added = new Task(task, nanos + delay, period);
        tasks.add(added);
        return added;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return add(task, unit.toNanos(delay), 0);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("Nobody here schedules for a result");
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
        return add(task, unit.toNanos(delay), unit.toNanos(period));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long period, TimeUnit unit) {
        return scheduleAtFixedRate(task, delay, period, unit);
    }

    @Override
    public void execute(Runnable task) {
        add(task, 0, 0);
    }

    @Override
    public void shutdown() {
        down = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        down = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return down;
    }

    @Override
    public boolean isTerminated() {
        return down;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
        return down;
    }

    private final class Task extends FutureTask<Void> implements RunnableScheduledFuture<Void> {

        private final long period;
        private long due;

        Task(Runnable task, long due, long period) {
            super(task, null);
            this.due = due;
            this.period = period;
        }

        @Override
        public void run() {
            if (!isPeriodic()) {
                super.run();
            } else if (runAndReset()) {
                due += period;
                synchronized (ManualTime.this) {
                    tasks.add(this);
                }
            }
        }

        @Override
        public boolean isPeriodic() {
            return period > 0;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
