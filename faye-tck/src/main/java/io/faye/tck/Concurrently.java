package io.faye.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** Runs the same on many threads that begin together, and waits for all of them, not for ever. */
final class Concurrently {

    private static final int LONGEST_SECONDS = 40;

    private Concurrently() {}

    /** @param task gets the number of its thread, from 0 */
    static void run(int threads, IntConsumer task) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, runnable -> new Thread(runnable, "tck-caller"));
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    await(start);
                    task.accept(number);
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                join(one);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void join(Future<?> one) {
        try {
            one.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AssertionError failure
                    ? failure
                    : new AssertionError("A caller failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new AssertionError("Callers were not done within " + LONGEST_SECONDS + " s", e);
        } catch (InterruptedException e) {
            throw new AssertionError("The test took too long", e);
        }
    }

    /** {@return false once the test has given up waiting for this thread} */
    static boolean goesOn() {
        return !Thread.currentThread().isInterrupted();
    }

    static void await(CountDownLatch latch) {
        try {
            Check.that(latch.await(LONGEST_SECONDS / 4, TimeUnit.SECONDS), "Nobody came to open a latch");
        } catch (InterruptedException e) {
            throw new AssertionError("The test took too long", e);
        }
    }
}
