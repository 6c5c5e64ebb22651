package io.faye.engine.redis.faults;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits, never without a limit. */
final class Await {

    static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 5_000_000;

    private Await() {}

    static <T> T get(String what, CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(what + " failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError(what + " did not complete within " + LIMIT, e);
        } catch (InterruptedException e) {
            throw new AssertionError("The test took too long", e);
        }
    }

    /** {@return the first result of something that may fail for a while} */
    static <T> T eventually(String what, Supplier<CompletionStage<T>> operation) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                return get(what, operation.get());
            } catch (AssertionError e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    static void until(String what, BooleanSupplier condition) {
        until(() -> what, condition);
    }

    static void until(Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                throw new AssertionError("Within " + LIMIT + " it was not so that " + what.get());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** For time that is itself what is tested: how long something is away. */
    static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
