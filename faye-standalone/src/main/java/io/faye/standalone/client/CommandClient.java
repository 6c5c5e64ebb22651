package io.faye.standalone.client;

import io.faye.client.ClientClosedException;
import io.faye.client.ClientListener;
import io.faye.client.FayeClient;
import io.faye.client.FayeClientBuilder;
import io.faye.client.FayeClientException;
import io.faye.client.RefusedException;
import io.faye.protocol.ChannelPattern;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A client for one command. It gives up if the first attempt to connect fails, or the server refuses its token; a connection
 * that is lost later comes back, and the writer is told.
 */
final class CommandClient implements ClientListener, AutoCloseable {

    private static final Duration FOREVER = Duration.ofDays(10_000);

    private final URI url;
    private final FayeClient client;
    private final PrintWriter told;
    private final CompletableFuture<Void> connected;
    private final CompletableFuture<Object> over = new CompletableFuture<>();
    private final AtomicBoolean online = new AtomicBoolean();
    /** A command that is stopped by a signal ends its session all the same. */
    private final Thread atExit;

    CommandClient(URI url, FayeClientBuilder builder, PrintWriter told) {
        this.url = url;
        this.told = told;
        this.client = builder.listener(this).build();
        this.atExit = new Thread(client::close, "faye-close");
        Runtime.getRuntime().addShutdownHook(atExit);
        this.connected = client.connect();
    }

    FayeClient client() {
        return client;
    }

    /** Waits until the client is connected. */
    void awaitConnected(Duration limit) throws InterruptedException {
        try {
            await(connected, limit);
        } catch (FayeClientException e) {
            throw unreachable(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(url + " did not answer within " + limit.toMillis() / 1_000.0 + " s", e);
        }
    }

    /** {@return what a stage completes with} Throws its fault, or the reason why the client can do no more. */
    <T> T await(CompletableFuture<T> stage) throws InterruptedException {
        try {
            return await(stage, FOREVER);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Nothing takes so long", e);
        }
    }

    /** {@return what a stage completes with} Throws its fault, or the reason why the client can do no more. */
    <T> T await(CompletableFuture<T> stage, Duration limit) throws InterruptedException, TimeoutException {
        try {
            CompletableFuture.anyOf(stage, over).get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return stage.join();
        } catch (ExecutionException e) {
            throw fault(e);
        }
    }

    private static RuntimeException fault(ExecutionException failed) {
        Throwable cause = failed.getCause();
        Throwable reason = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        return reason instanceof RuntimeException known ? known : new IllegalStateException(failed);
    }

    @Override
    public void connected(Connection connection) {
        if (online.getAndSet(true)) {
            told.println("faye: connected again to " + url
                    + (connection.session() == SessionState.NEW ? "; messages may have been missed" : ""));
        }
    }

    @Override
    public void waiting(FayeClientException reason, Duration delay) {
        if (!online.get() || isForGood(reason)) {
            over.completeExceptionally(unreachable(reason));
        } else {
            told.println("faye: not connected to " + url + "; trying again in " + delay.toMillis() + " ms: "
                    + reason.getMessage());
        }
    }

    private IllegalStateException unreachable(FayeClientException reason) {
        return new IllegalStateException("Cannot connect to " + url + ": " + reason.getMessage(), reason);
    }

    /** The token would be the same the next time. */
    private static boolean isForGood(FayeClientException reason) {
        return reason instanceof RefusedException refused && (refused.code() == 401 || refused.code() == 403);
    }

    @Override
    public void subscriptionLost(ChannelPattern pattern, FayeClientException reason) {
        over.completeExceptionally(new IllegalStateException(
                "The subscription to " + pattern + " has ended: " + reason.getMessage(), reason));
    }

    @Override
    public void closed(ClientClosedException reason) {
        over.completeExceptionally(reason);
    }

    @Override
    public void close() {
        client.close();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is stopping, and closes the client once more, which does nothing.
        }
    }
}
