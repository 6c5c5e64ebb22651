package io.faye.engine.redis.faults;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A session that notes whatever it gets, wherever it is. It knows its own position, as a client with the {@code ack}
 * extension does.
 */
final class Subscriber {

    private static final int PAGE = 500;

    /** Is told what happens to a session. */
    interface Noted {

        /** A message has come. */
        default void noted(Subscriber subscriber, long position, String channel, int number) {}

        /** A process was told that it reads no longer. */
        default void moved(Subscriber subscriber) {}
    }

    private final ClientId id;
    private final Map<String, List<Integer>> got = new HashMap<>();
    private final AtomicInteger due = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger moves = new AtomicInteger();
    private volatile Attachment here;
    private volatile boolean asleep;
    private volatile Noted noted = new Noted() {};
    private long position;

    Subscriber(ClientId id) {
        this.id = id;
    }

    ClientId id() {
        return id;
    }

    void then(Noted action) {
        noted = action;
    }

    /** Is read for in a process from now on, as often as it takes to get there. */
    void comesTo(Peer peer) {
        peer.reads(this);
        arrived(Await.eventually("attach", () -> peer.engine().attach(id, new Reading(peer))));
    }

    /** The same, not awaited. {@return when it is read for there} */
    CompletionStage<Void> goesTo(Peer peer) {
        peer.reads(this);
        return peer.engine().attach(id, new Reading(peer)).thenAccept(this::arrived);
    }

    private void arrived(Optional<Attachment> attachment) {
        if (attachment.isEmpty()) {
            end();
        } else {
            here = attachment.get();
            read();
        }
    }

    /** Reads in one process when there is something to read. */
    private final class Reading implements AttachmentListener {

        private final Peer peer;

        Reading(Peer peer) {
            this.peer = peer;
        }

        @Override
        public void messagesAvailable() {
            peer.execute(Subscriber.this::read);
        }

        @Override
        public String moved() {
            peer.stopsReading(Subscriber.this);
            Subscriber.this.moved();
            return "";
        }

        @Override
        public void ended() {
            peer.stopsReading(Subscriber.this);
            end();
        }
    }

    /** Has an open connection in a process, but does not take anything from it. */
    void sleepsAt(Peer peer) {
        asleep = true;
        comesTo(peer);
    }

    /** Is read for nowhere, until it comes somewhere again. */
    void leaves(Peer peer) {
        peer.stopsReading(this);
        Await.get("release", here.release(""));
    }

    /** Reads all there is where it is now, one reader at a time. */
    void read() {
        if (here != null && !asleep && due.getAndIncrement() == 0) {
            try {
                do {
                    due.set(1);
                    readAll();
                } while (due.decrementAndGet() > 0);
            } catch (RuntimeException | Error e) {
                due.set(0);
                throw e;
            }
        }
    }

    private void readAll() {
        Attachment attachment = here;
        for (Batch batch = page(attachment); !batch.messages().isEmpty(); batch = page(attachment)) {
            note(batch);
            attachment.acknowledge(batch.last());
        }
    }

    /** {@return all that waits for it where it is now} */
    Batch readable() {
        return Await.get("read", here.read(0, Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    private Batch page(Attachment attachment) {
        return Await.get("read", attachment.read(position(), PAGE, Integer.MAX_VALUE));
    }

    synchronized long position() {
        return position;
    }

    /** Gets messages that were read for it. */
    void note(Batch batch) {
        long at = batch.last() - batch.messages().size();
        for (Message message : batch.messages()) {
            String channel = message.channel().map(Channel::toString).orElseThrow();
            note(++at, channel, Integer.parseInt(message.data().orElseThrow().toString()));
        }
    }

    /** Gets a message, maybe in another JVM. */
    void note(long at, String channel, int number) {
        synchronized (this) {
            position = at;
            got.computeIfAbsent(channel, name -> new ArrayList<>()).add(number);
        }
        noted.noted(this, at, channel, number);
    }

    /** {@return what came on a channel, as it came} */
    synchronized List<Integer> got(String channel) {
        return List.copyOf(got.getOrDefault(channel, List.of()));
    }

    synchronized boolean hasGot(String channel, int number) {
        List<Integer> numbers = got.getOrDefault(channel, List.of());
        return numbers.lastIndexOf(number) >= 0;
    }

    void moved() {
        moves.incrementAndGet();
        noted.moved(this);
    }

    /** {@return how often a process was told that it reads no longer} */
    int moves() {
        return moves.get();
    }

    void end() {
        ended.set(true);
    }

    boolean hasEnded() {
        return ended.get();
    }

    @Override
    public String toString() {
        return id + (hasEnded() ? " (ended)" : "");
    }
}
