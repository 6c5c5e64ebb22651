package io.faye.tck;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs what is due on a thread of its own, as a real one does, but moves on only when told. */
final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private static final Comparator<ManualTask<?>> BY_TIME =
            Comparator.<ManualTask<?>>comparingLong(task -> task.due).thenComparingLong(task -> task.number);

    private final Duration patience;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "tck-time"));
    private final PriorityQueue<ManualTask<?>> tasks = new PriorityQueue<>(BY_TIME);
    private long number;
    private volatile long nanos;

    ManualScheduler(Duration patience) {
        this.patience = patience;
    }

    Duration now() {
        return Duration.ofNanos(nanos);
    }

    long nanos() {
        return nanos;
    }

    /** Stops at each moment at which something is due, as real time would, and waits until that is done. */
    synchronized void advance(Duration by) {
        long end = nanos + by.toNanos();
        for (ManualTask<?> task = next(end); task != null; task = next(end)) {
            nanos = Math.max(nanos, task.due);
            runOnThread(task);
        }
        nanos = end;
    }

    private @Nullable ManualTask<?> next(long end) {
        synchronized (tasks) {
            tasks.removeIf(FutureTask::isCancelled);
            return tasks.isEmpty() || tasks.element().due > end ? null : tasks.remove();
        }
    }

    private void runOnThread(Runnable task) {
        try {
            thread.submit(task).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new AssertionError("A task that the engine scheduled was not done within " + patience, e);
        }
    }

    int scheduled() {
        synchronized (tasks) {
            tasks.removeIf(FutureTask::isCancelled);
            return tasks.size();
        }
    }

    void enqueue(ManualTask<?> task) {
        synchronized (tasks) {
            task.number = number++;
            tasks.add(task);
        }
    }

    private <V> ScheduledFuture<V> add(ManualTask<V> task) {
        if (task.due > nanos) {
            enqueue(task);
        } else {
            thread.execute(task);
        }
        return task;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return schedule(Executors.callable(task), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return add(new ManualTask<>(this, task, nanos + unit.toNanos(delay), 0));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
        return add(new ManualTask<>(this, Executors.callable(task), nanos + unit.toNanos(delay), unit.toNanos(period)));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long period, TimeUnit unit) {
        return scheduleAtFixedRate(task, delay, period, unit);
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    void end() {
        thread.shutdownNow();
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
        return thread.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return thread.isTerminated();
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
        return thread.awaitTermination(time, unit);
    }
}
