package io.faye.transport.http.loop;

import io.faye.transport.HttpDate;
import io.faye.transport.http.content.Content;
import io.faye.transport.http.frame.FrameCache;
import io.faye.transport.http.frame.FrameEncoder;
import io.faye.transport.http.frame.MessageDeflater;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the connections of one event loop share. Belongs to the loop's thread; only what other threads have to ask for
 * ({@link #later}, {@link #isHere}, {@link #enqueue}, {@link #leave}, {@link #stopListening}, {@link #goAway}, {@link #closeAll}) may be
 * called from them.
 */
public final class ConnectionLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLoop.class);
    /** After so many tasks what they wrote is flushed. The clock, which costs a hundredth of a few, is looked at more often. */
    private static final int TASKS_AT_ONCE = 128;

    private static final int TASKS_PER_LOOK = 4;
    /** So long a task of a turn may go on, because others wait after it. It begins when the task first asks. */
    private static final long SHARE = TimeUnit.MICROSECONDS.toNanos(500);

    private final EventLoop executor;
    private final LoopMembers connections = new LoopMembers();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final TaskQueue brought = new TaskQueue();
    private final Runnable takingBrought = this::takeBrought;
    private final Runnable takingTurn = this::takeTurn;
    private final Queue<LoopMember> unflushed = new ArrayDeque<>();
    private final TimeSlice inputSlice;
    private final TimeSlice turnSlice;
    private final FrameCache frames = new FrameCache(FrameEncoder::writeText, Content.WHOLE);
    private final MessageDeflater deflate = new MessageDeflater();
    private final FrameCache deflated = new FrameCache(deflate::writeFrame, MessageDeflater.LONGEST);
    private final HttpDate date = new HttpDate();
    private final CompletableFuture<Void> emptied = new CompletableFuture<>();
    private @Nullable ScheduledFuture<?> checks;
    private boolean turning;
    private boolean hasAsked;
    private long shareEnd;
    private boolean turnDue;
    private boolean turnAfterInput;
    private boolean leaving;
    private boolean goingAway;

    /**
     * Creates what the connections of a loop share.
     *
     * @param executor the loop
     * @param inputs how often the loop has taken input
     */
    public ConnectionLoop(EventLoop executor, IntSupplier inputs) {
        this.executor = executor;
        this.inputSlice = new TimeSlice(inputs);
        this.turnSlice = new TimeSlice(inputs);
    }

    public void checkEvery(Duration period) {
        checks = executor.scheduleAtFixedRate(
                () -> connections.check(System.nanoTime()), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    public FrameCache frames() {
        return frames;
    }

    /** Frames for those who take compressed ones. */
    public FrameCache deflatedFrames() {
        return deflated;
    }

    public MessageDeflater deflate() {
        return deflate;
    }

    public HttpDate date() {
        return date;
    }

    /** {@return whether clients are to connect again, to another server, so that replies end connections} */
    public boolean isLeaving() {
        return leaving || goingAway;
    }

    public boolean isStopping() {
        return goingAway;
    }

    public void add(LoopMember connection) {
        connections.add(connection);
    }

    public void remove(LoopMember connection) {
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

    /**
     * Runs a task at the end of what the loop has at hand. If that takes longer than a {@link TimeSlice}, the loop takes
     * new input first.
     */
    public void later(Runnable task) {
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

    /** Runs what other threads brought, after what the loop has at hand; or here, if the loop has ended. */
    private void takeBrought() {
        if (executor.inEventLoop()) {
            brought.moveTo(tasks);
            turn();
        } else {
            for (Runnable task = brought.poll(); task != null; task = brought.poll()) {
                run(task);
            }
        }
    }

    /** {@return whether other connections are due, so that the rest of a piece of work should be done {@link #later}} */
    public boolean isTurnOver() {
        return executor.inEventLoop() && (turning ? isShareOver() || isOver(turnSlice) : isOver(inputSlice));
    }

    private boolean isShareOver() {
        long now = System.nanoTime();
        shareEnd = hasAsked ? shareEnd : now + SHARE;
        hasAsked = true;
        return now - shareEnd >= 0 && !executor.isShuttingDown();
    }

    /** A loop that ends does not look at the time, because it takes no input any more. */
    private boolean isOver(TimeSlice slice) {
        return slice.isOver() && !executor.isShuttingDown();
    }

    public void flushSoon(LoopMember connection) {
        unflushed.add(connection);
        turnSoon();
    }

    /** A turn follows the input that is being taken. */
    private void turnSoon() {
        if (!turning && !turnDue && !turnAfterInput) {
            turnDue = true;
            enqueue(takingTurn);
        }
    }

    private void takeTurn() {
        turnDue = false;
        turn();
    }

    /** A turn follows new input. Only what is scheduled does: what is enqueued would be run before. */
    private void turnAfterInput() {
        if (turnAfterInput) {
            return;
        }
        turnAfterInput = true;
        if (executor.isShuttingDown()) {
            enqueue(this::takeTurnAfterInput);
        } else {
            executor.schedule(this::takeTurnAfterInput, 0, TimeUnit.NANOSECONDS).addListener(turn -> {
                if (turn.isCancelled()) {
                    takeTurnAfterInput();
                }
            });
        }
    }

    private void takeTurnAfterInput() {
        turnAfterInput = false;
        turn();
    }

    /**
     * Runs the tasks that are there, and flushes what they write, for the time of a slice. Those that are left, and those
     * that these tasks add, wait for the next turn, after new input.
     */
    private void turn() {
        turning = true;
        try {
            int left = tasks.size();
            while ((left > 0 || !unflushed.isEmpty()) && !isOver(turnSlice)) {
                left -= runSome(Math.min(left, TASKS_AT_ONCE));
                flushSome();
            }
        } finally {
            turning = false;
            if (!tasks.isEmpty() || !unflushed.isEmpty()) {
                turnAfterInput();
            }
        }
    }

    /** {@return how many tasks were run: as many as were asked for, or fewer because the time is over} */
    private int runSome(int count) {
        int done = 0;
        boolean over = false;
        while (done < count && !over) {
            hasAsked = false;
            run(tasks.remove());
            done++;
            over = turnSlice.wasFoundOver() || done % TASKS_PER_LOOK == 0 && isOver(turnSlice);
        }
        return done;
    }

    /** Flushes what few tasks wrote, or a part of what many connections have written. */
    private void flushSome() {
        for (int i = Math.min(unflushed.size(), 2 * TASKS_AT_ONCE); i > 0; i--) {
            unflushed.remove().flush();
        }
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
    public void leave() {
        execute(() -> leaving = true);
    }

    /** Has new requests refused, too. */
    public void stopListening() {
        execute(() -> goingAway = true);
    }

    /** Ends all connections; completes when none is left. */
    public CompletionStage<Void> goAway() {
        execute(() -> {
            goingAway = true;
            connections.copy().forEach(connection -> later(connection::goAway));
            completeIfEmpty();
        });
        return emptied;
    }

    private void completeIfEmpty() {
        if (goingAway && connections.isEmpty()) {
            if (checks != null) {
                checks.cancel(false);
            }
            emptied.complete(null);
        }
    }

    /** Ends what would not go by itself. */
    public void closeAll() {
        execute(() -> connections.copy().forEach(LoopMember::closeNow));
    }
}
