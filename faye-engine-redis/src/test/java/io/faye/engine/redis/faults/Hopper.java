package io.faye.engine.redis.faults;

import io.faye.engine.Batch;

/** A session of a client that polls another process each time, and says there what it got at the last. */
final class Hopper {

    private static final int ALL = Integer.MAX_VALUE;

    private final Subscriber subscriber;
    private long answered;

    Hopper(Subscriber subscriber) {
        this.subscriber = subscriber;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /** Polls a process once; it says good-bye there if it is polite. */
    void hopsTo(Peer peer, boolean politely) {
        if (Await.get("attach", peer.engine().attach(subscriber.id())).isEmpty()) {
            throw new AssertionError(subscriber + " has no session any more");
        }
        Await.get("acknowledge", peer.engine().acknowledge(subscriber.id(), answered));
        Batch batch = Await.get("read", peer.engine().read(subscriber.id(), 0, ALL, ALL));
        subscriber.note(batch);
        answered = Math.max(answered, batch.last());
        if (politely) {
            Await.get("release", peer.engine().release(subscriber.id()));
        }
    }
}
