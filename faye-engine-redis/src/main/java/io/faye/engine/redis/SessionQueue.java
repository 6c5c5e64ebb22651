package io.faye.engine.redis;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.EngineContext;
import io.faye.engine.QueueLimits;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.QueuedMessage;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queue of a session that this process owns, and its position in the log. It is filled from the log until it is live. */
final class SessionQueue {

    private final EngineContext context;
    private final ClientId client;
    private final Runnable overflowing;
    private final Marks marks = new Marks();
    private Inbox inbox;
    /** The old owner has yet to hand over its position. */
    private boolean waiting;
    /** Acknowledgements do not count here any more: the next owner goes by the position that it was given. */
    private boolean releasing;

    private long last;
    private LogId lastId;
    private boolean live;
    /** Filling may read further than the log has been applied here; that part is not to come again. */
    private LogId filledTo;

    private Place noted;
    private long notedNanos = System.nanoTime();
    private long complete;

    /**
     * Creates the queue of a session that came here.
     *
     * @param place from where the queue is filled
     * @param complete a time before which nothing behind that place can have been for the client
     * @param overflowing ends the session, whose queue was evicted
     */
    SessionQueue(Place place, long complete, EngineContext context, ClientId client, Runnable overflowing) {
        this.context = context;
        this.client = client;
        this.overflowing = overflowing;
        this.inbox = inbox(place.count());
        this.last = place.count();
        this.lastId = place.at();
        this.filledTo = place.at();
        this.noted = place;
        this.complete = complete;
    }

    private Inbox inbox(long acknowledged) {
        return new Inbox(context.limits().queue(), context.memoryBudget(), client, overflowing, acknowledged);
    }

    synchronized void attach(AttachmentListener listener) {
        releasing = false;
        inbox.attach(listener);
    }

    synchronized void release(AttachmentListener listener) {
        inbox.release(listener);
    }

    /** Queues nothing more. */
    synchronized void close() {
        inbox.close();
    }

    /** Waits for the old owner's position. */
    synchronized void await() {
        waiting = true;
    }

    /** {@return true for the first position that is handed over: the queue can be filled now} */
    synchronized boolean settle(Place place, long completeMillis) {
        if (!waiting) {
            return false;
        }
        waiting = false;
        last = place.count();
        lastId = place.at();
        complete = place.idle() ? completeMillis : lastId.millis();
        Optional<AttachmentListener> listener = inbox.close();
        inbox = inbox(last);
        listener.ifPresent(inbox::attach);
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
    synchronized Inbox.Appended append(QueuedMessage message, LogId at) {
        if (live && !at.isAfter(filledTo)) {
            return Inbox.Appended.QUIETLY;
        }
        last++;
        lastId = at;
        marks.add(at);
        Inbox.Appended appended = inbox.append(message);
        if (dropsOldest() && marks.size() > context.limits().queue().maxMessages()) {
            marks.remove(1);
        }
        return appended;
    }

    private boolean dropsOldest() {
        return context.limits().queue().policy() == QueueLimits.Policy.DROP_OLDEST;
    }

    /** While messages of before are still missing it is not known which of the others were acknowledged. */
    synchronized Inbox.Reading read(AttachmentListener reader, long after, int maxMessages, int maxBytes) {
        if (live) {
            return inbox.read(reader, after, maxMessages, maxBytes);
        }
        boolean newest = inbox.listener().filter(known -> known == reader).isPresent();
        return new Inbox.Reading(nothing(newest ? Math.max(after, noted.count()) : after), false);
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

    /** From now on acknowledgements do not count here. */
    synchronized void stopAcknowledging() {
        releasing = true;
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
