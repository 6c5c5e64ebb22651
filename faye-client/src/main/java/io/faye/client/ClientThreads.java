package io.faye.client;

import io.faye.protocol.concurrent.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of all clients in this JVM: daemons that end when they had no work for a while. */
final class ClientThreads {

    /** Only hands over what is due. */
    static final ScheduledExecutorService TIMER = timer();

    /** Runs clients, and what applications have them call. */
    static final Executor POOL = pool();

    private ClientThreads() {}

    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, DaemonThreads.numbered("faye-client-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    private static Executor pool() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                DaemonThreads.numbered("faye-client"));
    }
}
