package io.faye.engine.redis.node;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one engine, beside those of its connections. What the host does on some delays none of the others.
 *
 * @param sessions runs what changes sessions, one task after the other; nothing of the host
 * @param completions runs what the host does when an operation completes
 * @param end ends the threads; waits for them at most so long
 */
public record NodeThreads(Executor sessions, Executor completions, Consumer<Duration> end) {

    private static final Logger LOG = LoggerFactory.getLogger(NodeThreads.class);
    private static final int COMPLETIONS = 2;
    private static final long KEEP_ALIVE_SECONDS = 30;

    /** {@return threads that run when there is work} */
    public static NodeThreads start() {
        ThreadPoolExecutor sessions = pool(1, "faye-redis-sessions-", new ThreadPoolExecutor.DiscardPolicy());
        ThreadPoolExecutor completions = pool(COMPLETIONS, "faye-redis-", (task, pool) -> task.run());
        return new NodeThreads(sessions, completions, patience -> {
            end(sessions, patience);
            end(completions, patience);
        });
    }

    private static ThreadPoolExecutor pool(int size, String name, RejectedExecutionHandler afterEnd) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size,
                size,
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
