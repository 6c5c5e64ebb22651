package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session that this process owns, and its newest attachment here. */
final class Session {

    private final ClientId id;
    private final long fence;
    private final LogId since;
    private final Attributes attributes;
    private final SessionQueue queue;
    /** Guarded by the replica. */
    private final Set<ChannelPattern> patterns;

    private volatile Set<ChannelPattern> originalPatterns;
    private volatile @Nullable SerialListener reader;
    /** The sequence of the newest attach. */
    private long newest;

    /** For the next attach, from the previous owner or a released attachment. */
    private String note;

    private boolean moved;
    private boolean ended;
    private boolean endTold;
    private final CompletableFuture<Void> filled = new CompletableFuture<>();
    private @Nullable CompletionStage<?> ending;

    /**
     * Takes a session over.
     *
     * @param place from where its queue is filled
     * @param complete a time before which nothing behind that place can have been for the client
     * @param since the end of the log when this was its state
     * @param note what the previous owner has left for the next attach
     * @param overflowing ends the session, whose queue was evicted
     */
    Session(
            ClientId id,
            long fence,
            Place place,
            long complete,
            LogId since,
            Attributes attributes,
            Set<ChannelPattern> patterns,
            String note,
            EngineContext context,
            Consumer<Session> overflowing) {
        this.id = id;
        this.fence = fence;
        this.since = since;
        this.attributes = attributes;
        this.originalPatterns = patterns;
        this.patterns = new HashSet<>(patterns);
        this.note = note;
        this.queue = new SessionQueue(place, complete, context, id, () -> overflowing.accept(this));
    }

    SessionQueue queue() {
        return queue;
    }

    ClientId id() {
        return id;
    }

    long fence() {
        return fence;
    }

    LogId since() {
        return since;
    }

    Attributes attributes() {
        return attributes;
    }

    Set<ChannelPattern> patterns() {
        return patterns;
    }

    /** {@return what it was subscribed to when it came} */
    Set<ChannelPattern> originalPatterns() {
        return originalPatterns;
    }

    /**
     * Makes a reader the newest, unless one of a later attach came first. Without a lock: a reader that comes too late is
     * told so.
     *
     * @return false if the session has ended, and an earlier reader was told
     */
    boolean attach(SerialListener next) {
        boolean hasMoved;
        synchronized (this) {
            if (next.sequence() <= newest) {
                return true;
            }
            if (ended && endTold) {
                return false;
            }
            hasMoved = moved;
            newest = next.sequence();
            if (!moved && !ended) {
                stopReader();
                reader = next;
                queue.attach(next.listener());
                return true;
            }
            endTold = true;
        }
        if (hasMoved) {
            next.moved(unused -> {});
        } else {
            next.ended();
        }
        return true;
    }

    /**
     * Ends an attachment of this process.
     *
     * @param left the note for the next attach
     * @return false if the attachment is not the newest
     */
    synchronized boolean release(SerialListener last, String left) {
        if (last != reader) {
            return false;
        }
        stopReader();
        note = left;
        queue.stopAcknowledging();
        return true;
    }

    private void stopReader() {
        SerialListener last = detach();
        if (last != null) {
            last.stop();
        }
    }

    /** {@return the note for this reader, once; none if it is not the newest} */
    synchronized String takeNote(SerialListener by) {
        if (by != reader) {
            return "";
        }
        String taken = note;
        note = "";
        return taken;
    }

    /**
     * Another process owns the session.
     *
     * @param consumer takes the note for that process, without a lock
     */
    void move(Consumer<String> consumer) {
        SerialListener last;
        String untaken;
        synchronized (this) {
            moved = true;
            untaken = note;
            note = "";
            last = detach();
        }
        filled.complete(null);
        if (last == null) {
            consumer.accept(untaken);
        } else {
            last.moved(left -> consumer.accept(left.isEmpty() ? untaken : left));
        }
    }

    private @Nullable SerialListener detach() {
        SerialListener last = reader;
        if (last != null) {
            queue.release(last.listener());
            reader = null;
        }
        return last;
    }

    /** The session is over; tells the reader, without a lock. */
    void end() {
        SerialListener last;
        synchronized (this) {
            last = detach();
            endTold |= last != null;
            finish();
        }
        filled.complete(null);
        if (last != null) {
            last.ended();
        }
    }

    /** The session is over; its reader is told when the log says so. */
    synchronized void finish() {
        ended = true;
        queue.close();
    }

    void wake() {
        SerialListener current = reader;
        if (current != null) {
            current.wake();
        }
    }

    /** An operation of this process ends the session. */
    synchronized void endsWith(CompletionStage<?> operation) {
        ending = operation;
    }

    /** {@return completed when the operation that ends the session has: exceptionally if the session may go on} */
    synchronized @Nullable CompletionStage<?> ending() {
        return ending;
    }

    /** {@return true for the first position that is handed over: the queue can be filled now} */
    synchronized boolean settle(Place place, long completeMillis, String left) {
        if (!queue.settle(place, completeMillis)) {
            return false;
        }
        note = left;
        return true;
    }

    /** From now on the log is applied as it comes. */
    void goLive(LogId reached) {
        originalPatterns = Set.of();
        queue.goLive(reached);
    }

    /** {@return completed, without a lock, when the queue is filled or never will be} */
    CompletableFuture<Void> filled() {
        return filled;
    }
}
