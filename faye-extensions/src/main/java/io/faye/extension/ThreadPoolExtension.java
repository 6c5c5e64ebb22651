package io.faye.extension;

import io.faye.protocol.Message;
import io.faye.protocol.concurrent.DaemonThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls an extension on threads of its own, from when it is added until it is removed. */
final class ThreadPoolExtension extends DelegatingExtension implements Executor {

    private final int threads;
    private final int waiting;
    private final OffloadingExtension offloading;
    private volatile @Nullable ThreadPoolExecutor pool;

    ThreadPoolExtension(int threads, int waiting, Extension inner) {
        super(inner);
        if (threads < 1 || waiting < 1) {
            throw new IllegalArgumentException(
                    "Expected 1 or more threads, and places to wait for them, but got " + threads + " and " + waiting);
        }
        this.threads = threads;
        this.waiting = waiting;
        this.offloading = new OffloadingExtension(this, inner);
    }

    @Override
    public void added(Sessions sessions) {
        super.added(sessions);
        ThreadPoolExecutor made = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(waiting),
                DaemonThreads.named("faye-extension-" + nameOf(inner())));
        made.allowCoreThreadTimeOut(true);
        pool = made;
    }

    @Override
    public void execute(Runnable task) {
        ThreadPoolExecutor current = pool;
        if (current == null) {
            throw new RejectedExecutionException("The extension was not added, or was removed");
        }
        current.execute(task);
    }

    @Override
    public void removed() {
        ThreadPoolExecutor current = pool;
        pool = null;
        if (current != null) {
            current.shutdown();
        }
        super.removed();
    }

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        return offloading.incoming(message, exchange);
    }

    @Override
    public Verdict outgoing(Message message, Exchange exchange) {
        return offloading.outgoing(message, exchange);
    }

    @Override
    public String toString() {
        return offloading.toString();
    }
}
