package io.faye.tck;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Waits for stages and conditions of an engine, with a limit. */
final class BoundedWait {

    private static final long LOOK_NANOS = 500_000;

    private final Time time;
    private final Duration notice;
    private final Duration limit;
    private final WaitBudget waitBudget;

    BoundedWait(Time time, Duration notice, Duration limit, WaitBudget waitBudget) {
        this.time = time;
        this.notice = notice;
        this.limit = limit;
        this.waitBudget = waitBudget;
    }

    /** {@return how long anything may take, on a slow machine too} */
    static Duration limit(Duration operationTimeout, Duration notice) {
        return operationTimeout.multipliedBy(2).plus(notice);
    }

    Duration limit() {
        return waitBudget.wait(limit);
    }

    <T> T get(String what, CompletableFuture<T> stage) {
        Duration most = limit();
        try {
            return stage.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(what + " failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            waitBudget.waitedInVain();
            throw new AssertionError(what + " did not complete within " + most.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** {@return why a stage failed} */
    Throwable fault(String what, CompletableFuture<?> stage) {
        Duration most = limit();
        try {
            Object result = stage.get(most.toMillis(), TimeUnit.MILLISECONDS);
            throw new AssertionError(what + " was to fail, but completed with " + result);
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException e) {
            waitBudget.waitedInVain();
            throw new AssertionError(what + " was to fail, but did not complete within " + most.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("The test took too long", e);
    }

    void until(String what, BooleanSupplier condition) {
        Duration most = limit();
        Check.that(becomes(condition), "Expected within " + most.toMillis() + " ms: " + what);
    }

    /** Waits for something, however slow the machine is, as long as there is progress. */
    void until(String what, BooleanSupplier condition, IntSupplier progress) {
        int before;
        do {
            before = progress.getAsInt();
        } while (!becomes(condition) && progress.getAsInt() > before);
        Check.that(condition.getAsBoolean(), "No progress for " + limit() + "; expected: " + what);
    }

    /** {@return whether something comes true; the engine's notice passes meanwhile, also of a time turned by hand} */
    boolean becomes(BooleanSupplier condition) {
        if (condition.getAsBoolean()) {
            return true;
        }
        long end = System.nanoTime() + limit().toNanos();
        if (!notice.isZero()) {
            time.pass(notice);
        }
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                waitBudget.waitedInVain();
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}
