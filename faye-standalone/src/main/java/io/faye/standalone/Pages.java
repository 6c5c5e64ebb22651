package io.faye.standalone;

import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import io.faye.transport.http.StaticFiles;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What is found beside the mount: files, where there is a folder of them, and what the console has under other names. */
record Pages(@Nullable StaticFiles files, @Nullable HttpHandler console) implements HttpHandler, AutoCloseable {

    private static final int NOT_FOUND = 404;

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        return files == null
                ? others(call)
                : files.handle(call)
                        .thenCompose(reply ->
                                reply.status() == NOT_FOUND ? others(call) : CompletableFuture.completedStage(reply));
    }

    private CompletionStage<HttpReply> others(HttpCall call) {
        return console == null ? CompletableFuture.completedStage(HttpReply.notFound()) : console.handle(call);
    }

    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
    }
}
