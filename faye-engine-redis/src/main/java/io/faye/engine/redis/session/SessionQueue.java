package io.faye.engine.redis.session;

import io.faye.engine.AttachmentListener;
import io.faye.engine.EngineContext;
import io.faye.engine.QueueLimits;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Position;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.QueuedMessage;
import io.faye.protocol.ClientId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queue of a session that this process owns, its position in the log, and its state. Safe for threads. */
public final class SessionQueue {

    private static final LogId NEVER = new LogId(Long.MAX_VALUE, 0);

    private final QueueLimits limits;
    private final Inbox inbox;
    private final WaitingIds waiting = new WaitingIds();

    private SessionState state;
    /** Whether the position is known: only the previous owner knows that of a claimed session. */
    private boolean isPlaced;
    /** Whether nothing more is queued. */
    private boolean closed;

    private long last;
    private LogId lastId;
    /** Positions that are left out when messages after them are queued. */
    private List<Position.Lost> lost;
    /** What was acknowledged while the queue was being filled. */
    private long acknowledgedEarly;

    private Position checkpoint;
    private long checkpointMillis;

    /**
     * Creates the queue of a session that came here.
     *
     * @param overflowing ends the session, whose queue was evicted
     */
    SessionQueue(ClientId client, Arrival arrival, EngineContext context, Runnable overflowing) {
        Position position = arrival.position();
        this.state = arrival.waits() ? SessionState.CLAIMED : SessionState.REPLAYING;
        this.isPlaced = !arrival.waits();
        this.limits = context.limits().queue();
        this.inbox = new Inbox(context, client, overflowing);
        this.inbox.startAt(position.count());
        this.last = position.count();
        this.lastId = position.at();
        this.lost = position.lost();
        this.checkpoint = position;
    }

    synchronized SessionState state() {
        return state;
    }

    /** Changes the state, except that what is over stays over and holds nothing. */
    synchronized void become(SessionState next) {
        if (!state.isOver()) {
            state = next;
        }
        if (state.isOver()) {
            inbox.close();
        }
    }

    /** Counts memory that the session takes beside its queue, in bytes; negative for less. */
    synchronized void countOther(long bytes) {
        inbox.countOther(bytes);
    }

    /** Queues nothing more, and stays at its position: another process that goes on there finds what is missing. */
    synchronized void close() {
        closed = true;
        inbox.close();
    }

    /**
     * Leaves the session to another process, which goes on at the position that this queue has from now on.
     *
     * @param tail up to where the log was applied here
     */
    synchronized void leave(LogId tail) {
        lastId = end(tail);
        become(SessionState.MOVED);
    }

    synchronized void attach(AttachmentListener listener) {
        inbox.attach(listener);
        if (state == SessionState.RELEASING) {
            state = SessionState.LIVE;
        }
    }

    synchronized void release(AttachmentListener listener) {
        inbox.release(listener);
        if (state == SessionState.LIVE) {
            state = SessionState.RELEASING;
        }
    }

    /** {@return whether this was the position for which a claimed session waits: its queue can be filled now} */
    synchronized boolean handedOver(Position position) {
        if (state != SessionState.CLAIMED) {
            return false;
        }
        state = SessionState.REPLAYING;
        isPlaced = true;
        last = position.count();
        lastId = position.at();
        lost = position.lost();
        checkpoint = position;
        inbox.startAt(last);
        return true;
    }

    /** {@return whether the session still waits for its position, and so was claimed again} */
    synchronized boolean arriveAgain(Arrival arrival) {
        if (state != SessionState.CLAIMED) {
            return false;
        }
        checkpoint = arrival.position();
        return true;
    }

    /** All that was applied of the log is queued; from now on entries are applied as they come. */
    synchronized void goLive() {
        if (state == SessionState.REPLAYING) {
            state = SessionState.LIVE;
            skipLost(NEVER);
            acknowledged(acknowledgedEarly);
        }
    }

    /** {@return what is to be done now, without a lock} */
    synchronized Inbox.Appended append(QueuedMessage message, LogId at) {
        if (closed || state.isOver()) {
            return Inbox.Appended.QUIETLY;
        }
        skipLost(at);
        last++;
        lastId = at;
        waiting.add(at);
        Inbox.Appended appended = inbox.append(message);
        if (limits.policy() == QueueLimits.Policy.DROP_OLDEST) {
            waiting.keep(limits.maxMessages());
        }
        return appended;
    }

    private void skipLost(LogId before) {
        while (!lost.isEmpty() && before.isAfter(lost.get(0).after())) {
            long count = lost.get(0).count();
            lost = lost.subList(1, lost.size());
            last += count;
            waiting.addLost(count);
            inbox.skip(count);
        }
    }

    /** Reads for an attachment. While older messages are missing nothing is read. */
    synchronized Inbox.Reading read(AttachmentListener reader, long after, int maxMessages, int maxBytes) {
        return inbox.read(reader, after, state.isFilled() ? maxMessages : 0, maxBytes);
    }

    /**
     * A client has confirmed messages.
     *
     * @return whether that was all: false if the log has to tell other processes
     */
    synchronized boolean acknowledge(long upTo) {
        if (state.isFilled()) {
            acknowledged(upTo);
        } else {
            acknowledgedEarly = Math.max(acknowledgedEarly, upTo);
        }
        return state == SessionState.LIVE;
    }

    /** An entry of the log says the same; all that comes before it was queued. */
    synchronized void acknowledged(long upTo, LogId at) {
        skipLost(at);
        acknowledged(upTo);
    }

    /** A position ahead of what was queued is ignored. */
    private void acknowledged(long upTo) {
        if (upTo <= last) {
            inbox.acknowledge(upTo);
            waiting.keep(last - upTo);
        }
    }

    synchronized LogId lastId() {
        return lastId;
    }

    synchronized boolean hasMessages() {
        return waiting.size() > 0;
    }

    /**
     * {@return the client's position; null while only the previous owner knows it}
     *
     * @param tail up to where the log was applied to all live sessions, taken before this call
     */
    public synchronized @Nullable Position position(LogId tail) {
        return isPlaced ? waiting.position(last, end(tail), lost) : null;
    }

    private LogId end(LogId tail) {
        return state.isFilled() && !closed ? LogId.max(tail, lastId) : lastId;
    }

    synchronized boolean isPlaced() {
        return isPlaced;
    }

    /** {@return the position that was written to Redis last} */
    public synchronized Position checkpoint() {
        return checkpoint;
    }

    public synchronized void checkpointed(Position written, long nowMillis) {
        checkpoint = written;
        checkpointMillis = nowMillis;
    }

    /** {@return whether the position is to be written: the client has got further, or that was done long ago} */
    public synchronized boolean isCheckpointDue(long nowMillis, long longestMillis) {
        return state.isFilled()
                && (waiting.position(last, lastId, lost).count() != checkpoint.count()
                        || nowMillis - checkpointMillis > longestMillis);
    }

    /** Redis has lost all entries after one. What is queued stays, but no process can replay it. New ids may be lower. */
    synchronized void rewind(LogId to) {
        waiting.rewind(to);
        Position rewound = new Position(last, lastId, lost).rewind(to);
        lastId = rewound.at();
        lost = rewound.lost();
        checkpoint = checkpoint.rewind(to);
    }
}
