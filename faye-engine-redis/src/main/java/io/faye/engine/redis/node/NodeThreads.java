package io.faye.engine.redis.node;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one engine, beside those of its connections. What the host does on some delays none of the others.
 *
 * @param sessions runs what changes sessions, one task after the other; nothing of the host
 * @param completions runs what the host does when an operation completes: on one thread as long as each task returns
 *     quickly, so that few threads are woken
 * @param unblock is called from time to time: another thread goes on with the completions if the host blocks those before
 * @param end ends the threads; waits for them at most so long
 */
public record NodeThreads(Executor sessions, Executor completions, Runnable unblock, Consumer<Duration> end) {

    private static final Logger LOG = LoggerFactory.getLogger(NodeThreads.class);
    private static final int MOST_COMPLETIONS = 4;
    private static final long KEEP_ALIVE_SECONDS = 30;

    /** {@return threads that run when there is work} */
    public static NodeThreads start() {
        ThreadPoolExecutor sessions = pool("faye-redis-sessions-", 1, new ThreadPoolExecutor.DiscardPolicy());
        ThreadPoolExecutor completions = pool("faye-redis-", MOST_COMPLETIONS, (task, ended) -> task.run());
        AtomicLong done = new AtomicLong();
        return new NodeThreads(
                sessions,
                task -> completions.execute(() -> guard(task)),
                () -> unblock(completions, done),
                patience -> {
                    end(sessions, patience);
                    end(completions, patience);
                });
    }

    private static ThreadPoolExecutor pool(String name, int most, RejectedExecutionHandler afterEnd) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1,
                most,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                afterEnd);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static void guard(Runnable completion) {
        try {
            completion.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Completion failed; continuing", e);
        }
    }

    /** Lets another thread begin if no task was done since the last call, though some wait. */
    private static void unblock(ThreadPoolExecutor pool, AtomicLong last) {
        long done = pool.getCompletedTaskCount();
        boolean isBlocked = last.getAndSet(done) == done && !pool.getQueue().isEmpty();
        int size = isBlocked ? pool.getPoolSize() + 1 : pool.getQueue().isEmpty() ? 1 : pool.getCorePoolSize();
        pool.setCorePoolSize(Math.min(size, MOST_COMPLETIONS));
    }

    /** Lets what waits come to its end. A host's method that does not return is not interrupted: it is not ours. */
    private static void end(ThreadPoolExecutor pool, Duration patience) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The engine is closed, but a method of its host that it had called has not returned yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
