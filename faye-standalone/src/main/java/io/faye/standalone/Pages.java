package io.faye.standalone;

import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import io.faye.transport.http.StaticFiles;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What is found beside the mount: files, where there is a folder of them, and what the console has under other names. */
record Pages(@Nullable StaticFiles files, @Nullable HttpHandler console) implements HttpHandler, AutoCloseable {

    private static final int NOT_FOUND = 404;
    private static final String HOME = "/";

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        return files == null
                ? others(call)
                : files.handle(call)
                        .thenCompose(reply ->
                                reply.status() == NOT_FOUND ? others(call) : CompletableFuture.completedStage(reply));
    }

    private CompletionStage<HttpReply> others(HttpCall call) {
        if (console == null) {
            return CompletableFuture.completedStage(HttpReply.notFound());
        }
        return files == null || call.path().equals(HOME) ? console.handle(call) : unlessHidden(files, console, call);
    }

    /** A console whose page is behind one of the files is not there: nor are the events that it would show. */
    private static CompletionStage<HttpReply> unlessHidden(StaticFiles files, HttpHandler console, HttpCall call) {
        HttpCall home = new HttpCall("GET", HOME, Map.of(), Map.of(), new byte[0], call.remoteAddress());
        return files.handle(home)
                .thenCompose(reply -> reply.status() == NOT_FOUND
                        ? console.handle(call)
                        : CompletableFuture.completedStage(HttpReply.notFound()));
    }

    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
    }
}
