package io.faye.standalone.api;

import io.faye.protocol.concurrent.DaemonThreads;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads on which requests of programs are processed, so that a long one delays no connection of a client. */
final class ApiThreads {

    private static final int THREADS = 2;
    private static final int WAITING = 1_000;
    private static final long IDLE_SECONDS = 10;

    private ApiThreads() {}

    /** {@return daemon threads named {@code faye-api-N}, which end when they are idle; beyond 1,000 waiting tasks it refuses} */
    static ThreadPoolExecutor start() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                DaemonThreads.numbered("faye-api"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
