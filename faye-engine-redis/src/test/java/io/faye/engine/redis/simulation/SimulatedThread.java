package io.faye.engine.redis.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** A thread that runs tasks one after the other. */
final class SimulatedThread extends Actor implements Executor {

    private final Thread simulating = Thread.currentThread();
    private final Scheduler scheduler;
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    SimulatedThread(String name, Machine machine, Scheduler scheduler) {
        super(name, machine);
        this.scheduler = scheduler;
        scheduler.add(this);
    }

    /** Tasks of the JVM's own timers are left out: they go by real time. */
    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() == simulating) {
            tasks.addLast(task);
        }
    }

    @Override
    long readyAt() {
        return tasks.isEmpty() ? NEVER : 0;
    }

    @Override
    void act() {
        try {
            tasks.removeFirst().run();
        } catch (RuntimeException e) {
            scheduler.report(e);
        }
    }
}
