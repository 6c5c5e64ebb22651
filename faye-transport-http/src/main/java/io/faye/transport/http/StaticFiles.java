package io.faye.transport.http;

import io.faye.protocol.concurrent.DaemonThreads;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves the files of a folder to {@code GET} and {@code HEAD}, {@code index.html} for folders, with ETags. Files whose
 * name begins with a dot, or that are in such a folder, and what links lead to outside the folder, are not found. A file
 * is read piece by piece, as its client takes it; if it changes meanwhile, the connection is closed.
 */
public final class StaticFiles implements HttpHandler, AutoCloseable {

    private static final int THREADS = 2;
    /** Requests that wait for a thread; beside them, each connection waits for one piece at most. */
    private static final int MOST_WAITING = 1_000;

    private static final HttpReply BUSY = HttpReply.text(503, "Too many requests for files");

    private final StaticFolder folder;
    private final ThreadPoolExecutor readers;

    private StaticFiles(StaticFolder folder) {
        this.folder = folder;
        this.readers = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("faye-http-files"));
        readers.allowCoreThreadTimeOut(true);
    }

    /**
     * {@return a handler that serves a folder; it reads on threads of its own until it is closed}
     *
     * @param folder what to serve
     * @throws IllegalArgumentException if there is no such folder
     */
    public static StaticFiles in(Path folder) {
        return new StaticFiles(StaticFolder.at(folder));
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        if (readers.getQueue().size() >= MOST_WAITING) {
            return CompletableFuture.completedFuture(BUSY);
        }
        try {
            return CompletableFuture.supplyAsync(() -> folder.answer(call, readers), readers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(BUSY);
        }
    }

    /** Ends the threads. From then on every request is refused with 503. */
    @Override
    public void close() {
        readers.shutdown();
    }
}
