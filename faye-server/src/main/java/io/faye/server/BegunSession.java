package io.faye.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A session that began in this process, or whose end somebody in this process waits for. Safe for threads. */
final class BegunSession {

    private final Runnable whenEnded;
    private volatile boolean created;
    private volatile boolean unconnected;
    private volatile long lastUsed;
    private @Nullable Future<?> timer;
    private @Nullable CompletableFuture<Void> end;
    private boolean over;

    /**
     * Creates the object of a session.
     *
     * @param whenEnded runs once, when the session has ended
     */
    BegunSession(Runnable whenEnded) {
        this.whenEnded = whenEnded;
    }

    /** The engine has created the session. */
    void created() {
        created = true;
    }

    /** {@return whether the engine has created the session} */
    boolean isCreated() {
        return created;
    }

    /** The client has sent something, other than a connect. */
    void used() {
        if (unconnected) {
            lastUsed = System.nanoTime();
        }
    }

    /** {@return for how many nanoseconds the client has sent nothing} */
    long idleNanos() {
        return System.nanoTime() - lastUsed;
    }

    /** From now on the session waits for its first connect. */
    synchronized void awaitConnect() {
        lastUsed = System.nanoTime();
        unconnected = !over;
    }

    /** Sets what looks whether the session has waited for too long. */
    synchronized void timer(Future<?> next) {
        if (unconnected) {
            timer = next;
        } else {
            next.cancel(false);
        }
    }

    /** The client has sent a connect: the session ends like any other from now on. */
    void connected() {
        if (unconnected) {
            stopWaiting();
        }
    }

    private synchronized void stopWaiting() {
        unconnected = false;
        if (timer != null) {
            timer.cancel(false);
        }
        timer = null;
    }

    /** {@return whether no connect has come yet} */
    boolean isUnconnected() {
        return unconnected;
    }

    /** {@return completes when the session has ended} */
    synchronized CompletionStage<Void> end() {
        CompletableFuture<Void> known = end == null ? new CompletableFuture<>() : end;
        end = known;
        if (over) {
            known.complete(null);
        }
        return known.minimalCompletionStage();
    }

    /** The session has ended, or could not be created. Called once. */
    void ended() {
        stopWaiting();
        CompletableFuture<Void> awaited;
        synchronized (this) {
            over = true;
            awaited = end;
        }
        whenEnded.run();
        if (awaited != null) {
            awaited.complete(null);
        }
    }
}
