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
    private boolean attached;
    private boolean waiting;
    private boolean releasing;
    private long last;
    private LogId lastId;
    private final CompletableFuture<Void> filled = new CompletableFuture<>();
    private boolean live;
    /** Filling may read further than the log has been applied here; that part is not to come again. */
    private LogId filledTo;

    private @Nullable CompletionStage<Boolean> ending;
    private Place noted;
    private long notedNanos = System.nanoTime();
    private long complete;

    /**
     * Takes a session over.
     *
     * @param place from where its inbox is filled
     * @param complete a time before which nothing behind that place can have been for the client
     * @param since the end of the log when this was its state
     */
    Session(
            ClientId id,
            long fence,
            Place place,
            long complete,
            LogId since,
            Attributes attributes,
            Set<ChannelPattern> patterns,
            QueueLimits limits) {
        this.id = id;
        this.fence = fence;
        this.since = since;
        this.attributes = attributes;
        this.originalPatterns = patterns;
        this.patterns = new HashSet<>(patterns);
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

    synchronized void attach() {
        attached = true;
        inbox.attach();
    }

    synchronized void close() {
        inbox.close();
    }

    /** Somebody here is ending it. */
    synchronized void endsWith(CompletionStage<Boolean> asked) {
        ending = asked;
    }

    /** {@return completed when who is ending it here knows that it is over, exceptionally if it may go on; or null} */
    synchronized @Nullable CompletionStage<Boolean> ending() {
        return ending;
    }

    /** Waits for the old owner to say how far the client is. */
    synchronized void await() {
        waiting = true;
    }

    /** {@return true for the first word of how far the client is: the inbox can be filled now} */
    synchronized boolean settle(Place place, long completeMillis) {
        if (!waiting) {
            return false;
        }
        waiting = false;
        last = place.count();
        lastId = place.at();
        complete = place.idle() ? completeMillis : lastId.millis();
        inbox = new Inbox(limits, last);
        if (attached) {
            inbox.attach();
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
    synchronized Inbox.Reading read(long after, int maxMessages, int maxBytes) {
        if (!live) {
            return new Inbox.Reading(nothing(Math.max(after, noted.count())), false);
        }
        return inbox.read(after, maxMessages, maxBytes);
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

    /** {@return how far the client is, as others will know it; what is acknowledged later they have to be told} */
    synchronized @Nullable Place release(LogId tail) {
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
