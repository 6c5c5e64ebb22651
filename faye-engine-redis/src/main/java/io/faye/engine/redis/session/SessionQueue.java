package io.faye.engine.redis.session;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Position;
import io.faye.engine.support.Inbox;
import io.faye.protocol.Message;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queue of a session that this process owns, and its position in the log. It is filled from the log until it is live. */
public final class SessionQueue {

    private final QueueLimits limits;
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

    private Position noted;
    private long notedNanos = System.nanoTime();
    private long complete;

    /**
     * Creates the queue of a session that came here.
     *
     * @param place from where the queue is filled
     * @param complete a time before which nothing behind that place can have been for the client
     */
    public SessionQueue(Position place, long complete, QueueLimits limits) {
        this.limits = limits;
        this.inbox = new Inbox(limits, place.count());
        this.last = place.count();
        this.lastId = place.at();
        this.filledTo = place.at();
        this.noted = place;
        this.complete = complete;
    }

    public synchronized void attach(AttachmentListener listener) {
        releasing = false;
        inbox.attach(listener);
    }

    public synchronized void release(AttachmentListener listener) {
        inbox.release(listener);
    }

    /** Queues nothing more. */
    public synchronized void close() {
        inbox.close();
    }

    /** Waits for the old owner's position. */
    public synchronized void await() {
        waiting = true;
    }

    /** {@return true for the first position that is handed over: the queue can be filled now} */
    public synchronized boolean settle(Position place, long completeMillis) {
        if (!waiting) {
            return false;
        }
        waiting = false;
        last = place.count();
        lastId = place.at();
        complete = place.idle() ? completeMillis : lastId.millis();
        Optional<AttachmentListener> listener = inbox.listener();
        inbox = new Inbox(limits, last);
        listener.ifPresent(inbox::attach);
        return true;
    }

    public synchronized LogId lastId() {
        return lastId;
    }

    /** {@return a time before which nothing that is still to be queued can have been published} */
    public synchronized long complete() {
        return Math.max(complete, lastId.millis());
    }

    /** {@return what is to be done now, without a lock} */
    public synchronized Inbox.Appended append(Message message, LogId at) {
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
    public synchronized Inbox.Reading read(AttachmentListener reader, long after, int maxMessages, int maxBytes) {
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
    public synchronized boolean acknowledge(long upTo) {
        if (live) {
            acknowledged(upTo);
        }
        return live && !releasing;
    }

    /** The log says so, at a place where all that was queued before is here; what was not is nobody's to acknowledge. */
    public synchronized void acknowledged(long upTo) {
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
    public synchronized void goLive(LogId reached) {
        live = true;
        filledTo = reached;
    }

    /** Redis has lost the entries after an id. */
    synchronized void rewind(LogId to) {
        marks.rewind(to);
        lastId = LogId.min(lastId, to);
        filledTo = LogId.min(filledTo, to);
        complete = Math.min(complete, to.millis());
        noted = new Position(noted.count(), LogId.min(noted.at(), to), noted.idle());
    }

    public synchronized boolean isLive() {
        return live;
    }

    /** {@return whether something waits for the client} */
    public synchronized boolean hasMessages() {
        return marks.size() > 0;
    }

    /**
     * {@return how far the client is; null while only the old owner knows}
     *
     * @param tail up to where the log was applied to all live sessions, taken before this call
     */
    public synchronized @Nullable Position place(LogId tail) {
        if (waiting) {
            return null;
        }
        if (marks.size() > 0) {
            return new Position(last - marks.size(), marks.first().predecessor(), false);
        }
        return new Position(last, live ? LogId.max(tail, lastId) : lastId, live);
    }

    /** From now on acknowledgements do not count here. */
    public synchronized void stopAcknowledging() {
        releasing = true;
    }

    /** {@return whether its place is to be noted: the client has got further, or that was done long ago} */
    public synchronized boolean isToBeNoted(LogId tail, long mostNanos) {
        Position now = place(tail);
        return now != null && (now.count() != noted.count() || System.nanoTime() - notedNanos > mostNanos);
    }

    public synchronized Position noted() {
        return noted;
    }

    public synchronized void note(Position place) {
        noted = place;
        notedNanos = System.nanoTime();
    }

    /** {@return nothing, for a client that is not read for here} */
    public static Batch nothing(long after) {
        return new Batch(List.of(), after);
    }
}
