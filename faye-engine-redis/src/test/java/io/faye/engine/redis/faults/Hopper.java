package io.faye.engine.redis.faults;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
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
        Attachment attachment = Await.get("attach", peer.engine().attach(subscriber.id(), new Deaf()))
                .orElseThrow(() -> new AssertionError(subscriber + " has no session any more"));
        Await.get("acknowledge", attachment.acknowledge(answered));
        Batch batch = Await.get("read", attachment.read(0, ALL, ALL));
        subscriber.note(batch);
        answered = Math.max(answered, batch.last());
        if (politely) {
            Await.get("release", attachment.release(""));
        }
    }

    /** A poll that is answered at once need not be told of messages. */
    private static final class Deaf implements AttachmentListener {

        @Override
        public void messagesAvailable() {}

        @Override
        public String moved() {
            return "";
        }

        @Override
        public void ended() {}
    }
}
