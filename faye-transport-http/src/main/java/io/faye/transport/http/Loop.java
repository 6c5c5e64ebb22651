package io.faye.transport.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the connections of one event loop share. Belongs to the loop's thread; only what other threads have to ask for
 * ({@link #later}, {@link #isHere}, {@link #enqueue}, {@link #stopListening}, {@link #goAway}, {@link #closeAll}) may be
 * called from them.
 */
final class Loop {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final EventLoop executor;
    private final ConnectionSet connections = new ConnectionSet();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final TaskQueue brought = new TaskQueue();
    private final Runnable takingBrought = this::takeBrought;
    private final List<Connection> unflushed = new ArrayList<>();
    private final FrameCache frames = new FrameCache(Frames::text, Content.WHOLE);
    private final Deflate deflate = new Deflate();
    private final FrameCache deflated = new FrameCache(deflate::frame, Deflate.LONGEST);
    private final HttpDate date = new HttpDate();
    private final CompletableFuture<Void> emptied = new CompletableFuture<>();
    private @Nullable ScheduledFuture<?> sweep;
    private boolean turnDue;
    private boolean goingAway;

    Loop(EventLoop executor) {
        this.executor = executor;
    }

    void sweepEvery(Duration period) {
        sweep = executor.scheduleAtFixedRate(
                () -> connections.sweep(System.nanoTime()), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    FrameCache frames() {
        return frames;
    }

    /** Frames for those who take compressed ones. */
    FrameCache deflatedFrames() {
        return deflated;
    }

    Deflate deflate() {
        return deflate;
    }

    HttpDate date() {
        return date;
    }

    boolean isGoingAway() {
        return goingAway;
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
        completeIfEmpty();
    }

    boolean isHere() {
        return executor.inEventLoop();
    }

    /** Runs a task at once if this is the loop's thread, else there; or here, if the loop has ended. */
    private void execute(Runnable task) {
        if (executor.inEventLoop()) {
            task.run();
        } else {
            enqueue(task);
        }
    }

    /** Runs a task on the loop's thread, behind those given before; or here, if the loop has ended. */
    void enqueue(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The loop has ended: running its task here");
            task.run();
        }
    }

    /** Runs a task at the end of what the loop has at hand. */
    void later(Runnable task) {
        if (executor.inEventLoop()) {
            tasks.add(task);
            turnSoon();
        } else {
            laterFromOutside(task);
        }
    }

    private void laterFromOutside(Runnable task) {
        if (brought.add(task)) {
            enqueue(takingBrought);
        }
    }

    /** Runs what other threads brought, on the loop's thread, or here if the loop has ended. */
    private void takeBrought() {
        if (executor.inEventLoop()) {
            Queue<Runnable> taken = brought.take();
            for (Runnable task = taken.poll(); task != null; task = taken.poll()) {
                run(task);
            }
            flush();
        } else {
            for (Runnable task = brought.poll(); task != null; task = brought.poll()) {
                run(task);
            }
        }
    }

    void flushSoon(Connection connection) {
        unflushed.add(connection);
        turnSoon();
    }

    private void turnSoon() {
        if (!turnDue) {
            turnDue = true;
            enqueue(this::turn);
        }
    }

    /** What tasks write is flushed behind them all; tasks that they add wait for the next turn, behind new input. */
    private void turn() {
        turnDue = false;
        for (int i = tasks.size(); i > 0; i--) {
            run(tasks.remove());
        }
        flush();
    }

    private void flush() {
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).flush();
        }
        unflushed.clear();
        frames.clear();
        deflated.clear();
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A task of a connection failed", e);
        }
    }

    /** From now on the last reply of each connection says that it is the last. */
    void stopListening() {
        execute(() -> goingAway = true);
    }

    /** Ends all connections; completes when none is left. */
    CompletionStage<Void> goAway() {
        execute(() -> {
            goingAway = true;
            connections.copy().forEach(Connection::goAway);
            completeIfEmpty();
        });
        return emptied;
    }

    private void completeIfEmpty() {
        if (goingAway && connections.isEmpty()) {
            if (sweep != null) {
                sweep.cancel(false);
            }
            emptied.complete(null);
        }
    }

    /** Ends what would not go by itself. */
    void closeAll() {
        execute(() -> connections.copy().forEach(connection -> connection.channel.close()));
    }
}
