package io.faye.engine.redis;

import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.engine.support.Inbox;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session that this node owns. Until it is live its inbox is being filled from the log, and it is not in the index.
 * What the log says of the session from {@link #since} on is applied as it comes.
 */
final class Session {

    private final ClientId id;
    private final long fence;
    private final LogId since;
    private final Attributes attributes;
    private final QueueLimits limits;
    private final Marks marks = new Marks();
    private Set<ChannelPattern> originalPatterns;
    /** Guarded by the replica. */
    private final Set<ChannelPattern> patterns;

    private Inbox inbox;
    private volatile @Nullable SerialListener reader;
    /** The sequence of the newest attach. */
    private long newest;

    /** From the previous owner, for the next attach. */
    private String note;

    private boolean waiting;
    /** Acknowledgements do not count here any more: the next owner goes by the position that it was given. */
    private boolean releasing;

    private boolean moved;
    private boolean ended;
    private long last;
    private LogId lastId;
    private final CompletableFuture<Void> filled = new CompletableFuture<>();
    private boolean live;
    /** Filling may read further than the log has been applied here; that part is not to come again. */
    private LogId filledTo;

    private CompletionStage<Boolean> awaited = CompletableFuture.completedFuture(false);
    private Place noted;
    private long notedNanos = System.nanoTime();
    private long complete;

    /**
     * Takes a session over.
     *
     * @param place from where its inbox is filled
     * @param complete a time before which nothing behind that place can have been for the client
     * @param since the end of the log when this was its state
     * @param note what the previous owner has left for the next attach
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
            QueueLimits limits) {
        this.id = id;
        this.fence = fence;
        this.since = since;
        this.attributes = attributes;
        this.originalPatterns = patterns;
        this.patterns = new HashSet<>(patterns);
        this.note = note;
        this.limits = limits;
        this.inbox = new Inbox(limits, place.count());
        this.last = place.count();
        this.lastId = place.at();
        this.filledTo = place.at();
        this.noted = place;
        this.complete = complete;
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
    synchronized Set<ChannelPattern> originalPatterns() {
        return originalPatterns;
    }

    /** Makes a reader the newest, unless one of a later attach came first. */
    void attach(SerialListener next) {
        boolean late;
        synchronized (this) {
            late = moved;
            if (!moved && !ended && next.sequence() > newest) {
                stopReader();
                newest = next.sequence();
                reader = next;
                releasing = false;
                inbox.attach(next.listener());
            }
        }
        if (late) {
            next.moved(unused -> {});
        }
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
        releasing = true;
        return true;
    }

    private void stopReader() {
        SerialListener last = reader;
        if (last != null) {
            last.stop();
            inbox.release(last.listener());
            reader = null;
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
            inbox.release(last.listener());
            reader = null;
        }
        return last;
    }

    /** The session is over; tells the reader, without a lock. */
    void end() {
        SerialListener last;
        synchronized (this) {
            last = detach();
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
        inbox.close();
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    void wake() {
        SerialListener current = reader;
        if (current != null) {
            current.wake();
        }
    }

    /** Queues nothing more. */
    synchronized void close() {
        inbox.close();
    }

    /** An attach or an end is in progress here; true if the session is over then. */
    synchronized void awaits(CompletionStage<Boolean> over) {
        awaited = over;
    }

    synchronized CompletionStage<Boolean> awaited() {
        return awaited;
    }

    /** Waits for the old owner to say how far the client is. */
    synchronized void await() {
        waiting = true;
    }

    /** {@return true for the first word of how far the client is: the inbox can be filled now} */
    synchronized boolean settle(Place place, long completeMillis, String left) {
        if (!waiting) {
            return false;
        }
        waiting = false;
        note = left;
        last = place.count();
        lastId = place.at();
        complete = place.idle() ? completeMillis : lastId.millis();
        inbox = new Inbox(limits, last);
        SerialListener current = reader;
        if (current != null) {
            inbox.attach(current.listener());
        }
        return true;
    }

    synchronized LogId lastId() {
        return lastId;
    }

    /** {@return a time before which nothing that is still to be queued can have been published} */
    synchronized long complete() {
        return Math.max(complete, lastId.millis());
    }

    /** {@return what is to be done now, without a lock} */
    synchronized Inbox.Appended append(Message message, LogId at) {
        if (live && !at.isAfter(filledTo)) {
            return Inbox.Appended.QUIETLY;
        }
        last++;
        lastId = at;
        marks.add(at);
        Inbox.Appended appended = inbox.append(message);
        if (dropsOldest() && marks.size() > limits.maxMessages()) {
            marks.remove(1);
        }
        return appended;
    }

    private boolean dropsOldest() {
        return limits.policy() == QueueLimits.Policy.DROP_OLDEST;
    }

    /** While messages of before are still missing it is not known which of the others were acknowledged. */
    synchronized Inbox.Reading read(SerialListener by, long after, int maxMessages, int maxBytes) {
        if (!live) {
            return new Inbox.Reading(nothing(by == reader ? Math.max(after, noted.count()) : after), false);
        }
        return inbox.read(by.listener(), after, maxMessages, maxBytes);
    }

    /**
     * {@return whether that was all: false if it is not known here what was queued, or if others go by what was known
     * before}
     */
    synchronized boolean acknowledge(long upTo) {
        if (live) {
            acknowledged(upTo);
        }
        return live && !releasing;
    }

    /** The log says so, at a place where all that was queued before is here; what was not is nobody's to acknowledge. */
    synchronized void acknowledged(long upTo) {
        if (upTo <= last) {
            forget(upTo);
        }
    }

    private void forget(long upTo) {
        inbox.acknowledge(upTo);
        long before = last - marks.size();
        if (upTo > before) {
            marks.remove((int) (upTo - before));
        }
    }

    /** From now on the log is applied as it comes. */
    synchronized void goLive(LogId reached) {
        live = true;
        filledTo = reached;
        originalPatterns = Set.of();
    }

    /** {@return completed without a lock, by whoever has made the session live} */
    CompletableFuture<Void> filled() {
        return filled;
    }

    synchronized boolean isLive() {
        return live;
    }

    /** {@return whether something waits for the client} */
    synchronized boolean hasMessages() {
        return marks.size() > 0;
    }

    /**
     * {@return how far the client is; null while only the old owner knows}
     *
     * @param tail up to where the log was applied to all live sessions, taken before this call
     */
    synchronized @Nullable Place place(LogId tail) {
        if (waiting) {
            return null;
        }
        if (marks.size() > 0) {
            return new Place(last - marks.size(), marks.first().predecessor(), false);
        }
        return new Place(last, live ? LogId.max(tail, lastId) : lastId, live);
    }

    /** {@return the last position that this process hands over; null while only the old owner knows} */
    synchronized @Nullable Place handOver(LogId tail) {
        releasing = true;
        return place(tail);
    }

    /** {@return whether its place is to be noted: the client has got further, or that was done long ago} */
    synchronized boolean isToBeNoted(LogId tail, long mostNanos) {
        Place now = place(tail);
        return now != null && (now.count() != noted.count() || System.nanoTime() - notedNanos > mostNanos);
    }

    synchronized Place noted() {
        return noted;
    }

    synchronized void note(Place place) {
        noted = place;
        notedNanos = System.nanoTime();
    }

    /** {@return nothing, for a client that is not read for here} */
    static Batch nothing(long after) {
        return new Batch(List.of(), after);
    }
}
