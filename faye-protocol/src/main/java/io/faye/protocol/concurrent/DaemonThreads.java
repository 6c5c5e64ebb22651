package io.faye.protocol.concurrent;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes daemon threads, which keep no process alive. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /**
     * {@return a factory of threads that all have one name}
     *
     * @param name their name
     */
    public static ThreadFactory named(String name) {
        return task -> daemon(task, name);
    }

    /**
     * {@return a factory of threads that are numbered from 1 on}
     *
     * @param name their name, which a dash and the number follow
     */
    public static ThreadFactory numbered(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> daemon(task, name + "-" + count.incrementAndGet());
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
