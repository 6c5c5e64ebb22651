package io.faye.engine.redis.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The timers of one process: what is due is run by an actor. */
final class SimulatedTimers extends AbstractExecutorService implements ScheduledExecutorService {

    private final Scheduler scheduler;
    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>(
            Comparator.<Task<?>>comparingLong(task -> task.due).thenComparingLong(task -> task.number));
    private long number;

    SimulatedTimers(String name, Machine machine, Scheduler scheduler) {
        this.scheduler = scheduler;
        scheduler.add(new Actor(name, machine) {
            @Override
            long readyAt() {
                return tasks.isEmpty() ? NEVER : tasks.element().due;
            }

            @Override
            void act() {
                tasks.remove().run();
            }
        });
    }

    /** A task and when it is due. */
    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {

        private final long period;
        private long due;
        private long number;

        Task(Callable<V> task, long delay, long period) {
            super(task);
            this.due = scheduler.millis() + delay;
            this.period = period;
        }

        @Override
        public void run() {
            if (period == 0) {
                super.run();
            } else if (runAndReset()) {
                due = scheduler.millis() + period;
                add(this);
            }
        }

        @Override
        protected void setException(Throwable fault) {
            scheduler.report(fault);
            super.setException(fault);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - scheduler.millis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
        }
    }

    private <V> Task<V> add(Task<V> task) {
        task.number = number++;
        tasks.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return schedule(Executors.callable(task), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return add(new Task<>(task, unit.toMillis(delay), 0));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
        return add(new Task<>(Executors.callable(task), unit.toMillis(delay), Math.max(1, unit.toMillis(period))));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long period, TimeUnit unit) {
        return scheduleAtFixedRate(task, delay, period, unit);
    }

    @Override
    public void execute(Runnable task) {
        schedule(task, 0, TimeUnit.MILLISECONDS);
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("The host lends its scheduler; an engine cancels what it scheduled");
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
        return false;
    }
}
