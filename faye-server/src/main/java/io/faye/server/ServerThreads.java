package io.faye.server;

import io.faye.protocol.concurrent.SerialExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one server. Page {@code docs/threads.md} says what runs on each of them. All are daemon threads; all but
 * the timer's end when they have been idle for 10 s.
 */
final class ServerThreads {

    private static final Logger LOG = LoggerFactory.getLogger(ServerThreads.class);
    private static final int FEW = Math.max(4, Runtime.getRuntime().availableProcessors());
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(1, new Factory("faye-server-timer"));
    private final ExecutorService worker = few("faye-server-worker");
    private final ExecutorService listeners = asManyAsBlock("faye-listener");
    private final ExecutorService extensions = few("faye-extension");
    private final ExecutorService localClients = asManyAsBlock("faye-local-client");
    private final ExecutorService services;
    private final Timer timer = new Timer(scheduler);

    /**
     * Creates the threads.
     *
     * @param mostForServices how many threads handlers of services may block
     */
    ServerThreads(int mostForServices) {
        scheduler.setRemoveOnCancelPolicy(true);
        services = atMost(mostForServices, "faye-service");
    }

    /** For tasks that must not block. */
    private static ExecutorService few(String name) {
        return atMost(FEW, name);
    }

    /** Tasks that wait for a thread do so in a queue. */
    private static ExecutorService atMost(int threads, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE.toNanos(), TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(), new Factory(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** For tasks that may block. Its users hand over one task at a time for each listener or local client. */
    private static ExecutorService asManyAsBlock(String name) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE.toNanos(),
                TimeUnit.NANOSECONDS,
                new SynchronousQueue<>(),
                new Factory(name));
    }

    /** {@return runs tasks on threads of a server one at a time, in order; drops them when the server is closed} */
    static SerialExecutor serial(Executor pool) {
        return new SerialExecutor(pool, rejected -> LOG.debug("The server is closed; dropping a task"));
    }

    /** {@return runs what is short and calls no plugged-in code: engines' sweeps, and tasks that hand over to others} */
    ScheduledThreadPoolExecutor scheduler() {
        return scheduler;
    }

    /** {@return the timer of local clients} */
    Timer timer() {
        return timer;
    }

    /** {@return goes on after operations of the engine that time out, and after ends that the engine tells} */
    ExecutorService worker() {
        return worker;
    }

    /** {@return runs listeners of monitoring events} */
    ExecutorService listeners() {
        return listeners;
    }

    /** {@return runs what goes on after an extension's late verdict} */
    ExecutorService extensions() {
        return extensions;
    }

    /** {@return runs local clients and their handlers} */
    ExecutorService localClients() {
        return localClients;
    }

    /** {@return runs handlers of services} */
    ExecutorService services() {
        return services;
    }

    /** Lets what was handed over come to its end until the deadline, and interrupts what is left. */
    void close(long deadlineNanos) {
        scheduler.shutdownNow();
        List<ExecutorService> pools = List.of(worker, extensions, services, localClients, listeners);
        pools.forEach(ExecutorService::shutdown);
        if (Thread.currentThread() instanceof ServerThread) {
            return;
        }
        try {
            for (ExecutorService pool : pools) {
                awaitEnd(pool, deadlineNanos);
            }
            scheduler.awaitTermination(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            pools.forEach(ExecutorService::shutdownNow);
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd(ExecutorService pool, long deadlineNanos) throws InterruptedException {
        if (!pool.awaitTermination(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            int dropped = pool.shutdownNow().size();
            LOG.warn("Tasks did not end in time; interrupting them (pool={}, dropped={})", pool, dropped);
        }
    }

    /** A thread of a server: it never waits for the threads of a server to end. */
    private static final class ServerThread extends Thread {

        ServerThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }

    /** Numbers the threads of one pool. */
    private static final class Factory implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();
        private final String name;

        Factory(String name) {
            this.name = name;
        }

        @Override
        public Thread newThread(Runnable task) {
            return new ServerThread(task, name + "-" + count.incrementAndGet());
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
