package io.faye.benchmark.load;

import java.util.concurrent.CompletableFuture;

/** A sort of load. Used on the thread of its {@link LoadLoop} only. */
public interface Traffic {

    /** {@return done when all clients are there} */
    CompletableFuture<Void> prepare();

    /** Begins to send, and goes on by itself. */
    void start();

    /** {@return how many units of work were done so far} */
    long done();

    /** Sends nothing new any more. */
    void stop();

    /** {@return whether nothing is on its way any more} */
    boolean isDrained();

    /** {@return what went wrong so far} */
    Faults faults();

    /** Lets all clients go. */
    void leave();
}
