package io.faye.engine.redis.session;

import io.faye.engine.EngineContext;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session that this process owns, and its newest attachment here. {@link Takeover} says how its state changes. Safe
 * for threads; the host is called without a lock.
 */
public final class Session {

    private final ClientId id;
    private volatile long fence;
    private volatile Attributes attributes;
    private final SessionQueue queue;
    private final Set<ChannelPattern> patterns;
    private final CompletableFuture<Void> readable = new CompletableFuture<>();

    private volatile LogId since;
    private volatile @Nullable SerialListener reader;
    /** The number of the newest attachment. */
    private long newest;

    /** When an attach was sent that has postponed the session's expiry. */
    private volatile long renewedMillis;

    /** For the next attach, here or elsewhere, from the previous owner or a released attachment. */
    private String note;

    private CompletionStage<Boolean> ending = CompletableFuture.completedFuture(false);

    /**
     * Creates a session.
     *
     * @param overflowing ends the session, whose queue was evicted; called without a lock
     */
    Session(ClientId id, Arrival arrival, EngineContext context, Consumer<Session> overflowing) {
        this.id = id;
        this.fence = arrival.fence();
        this.since = arrival.since();
        this.attributes = new Attributes(arrival.attributes(), arrival.version());
        this.patterns = new HashSet<>(arrival.patterns());
        this.note = arrival.note();
        this.queue = new SessionQueue(id, arrival, context, () -> overflowing.accept(this));
    }

    public ClientId id() {
        return id;
    }

    public long fence() {
        return fence;
    }

    public SessionQueue queue() {
        return queue;
    }

    SessionState state() {
        return queue.state();
    }

    /** {@return the end of the log when the session came: what Redis told of the session includes all before} */
    LogId since() {
        return since;
    }

    public Attributes attributes() {
        return attributes;
    }

    /** {@return the subscriptions, to be used under the lock of the sessions} */
    public Set<ChannelPattern> patterns() {
        return patterns;
    }

    /** {@return completed, without a lock, when the queue is filled or never will be} */
    CompletableFuture<Void> readable() {
        return readable;
    }

    public boolean isAttached() {
        return reader != null && !isOver();
    }

    /** {@return the number of the newest attachment here} */
    synchronized long newest() {
        return newest;
    }

    void renewed(long atMillis) {
        renewedMillis = atMillis;
    }

    long renewedMillis() {
        return renewedMillis;
    }

    /** {@return whether the session has moved or ended} */
    public boolean isOver() {
        return state().isOver();
    }

    /**
     * Makes a reader the newest, unless one of a later attach came first. A reader that comes too late is told so when it is
     * opened.
     *
     * @return false if the session has ended, and an earlier reader is told
     */
    synchronized boolean attach(SerialListener next) {
        if (next.number() <= newest) {
            return true;
        }
        SessionState met = state();
        if (met == SessionState.ENDED && reader != null) {
            return false;
        }
        newest = next.number();
        if (met == SessionState.MOVED) {
            next.moved(unused -> {});
        } else if (met == SessionState.ENDED) {
            next.ended();
        } else {
            stopReader();
            queue.attach(next.listener());
        }
        reader = next;
        return true;
    }

    /** Makes a reader the newest if there is one, and the session is live: a release that is in progress comes first. */
    synchronized boolean attachAgain(SerialListener next) {
        return reader != null && state() == SessionState.LIVE && attach(next);
    }

    private void stopReader() {
        SerialListener last = reader;
        if (last != null) {
            last.stop();
            reader = null;
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
        if (isOver()) {
            return false;
        }
        queue.release(last.listener());
        note = left;
        return true;
    }

    /** {@return the note for this reader, once; none if it is not the newest} */
    synchronized String takeNote(SerialListener by) {
        if (by != reader || isOver()) {
            return "";
        }
        String taken = note;
        note = "";
        return taken;
    }

    /**
     * Another process owns the session.
     *
     * @param tail up to where the log was applied here
     * @param next what to do when the reader was told, and has left a note
     * @return tells the reader; to be called without a lock
     */
    synchronized Runnable leave(LogId tail, Runnable next) {
        SerialListener last = isOver() ? null : reader;
        queue.leave(tail);
        return () -> {
            readable.complete(null);
            if (last == null) {
                next.run();
            } else {
                last.moved(left -> {
                    note(left);
                    next.run();
                });
            }
        };
    }

    private synchronized void note(String left) {
        note = left.isEmpty() ? note : left;
    }

    synchronized String note() {
        return note;
    }

    /** The log says that the session is over; tells the reader. */
    void end() {
        SerialListener last;
        synchronized (this) {
            queue.become(SessionState.ENDED);
            last = reader;
        }
        readable.complete(null);
        if (last != null) {
            last.ended();
        }
    }

    /** The session is over; its reader is told when the log says so. */
    public synchronized void finish() {
        queue.become(SessionState.ENDED);
    }

    void wake() {
        SerialListener current = reader;
        if (current != null) {
            current.wake();
        }
    }

    /** An operation of this process ends the session. */
    synchronized void endsWith(CompletionStage<?> operation) {
        ending = operation.handle((result, fault) -> fault == null);
    }

    /** {@return whether an operation has ended the session, completed when none is in progress} */
    synchronized CompletionStage<Boolean> ending() {
        return ending;
    }

    /**
     * The session was claimed once more, because Redis may have lost that.
     *
     * @return false if it does not wait for its position any more: then it stays as it is
     */
    synchronized boolean arriveAgain(Arrival arrival) {
        fence = arrival.fence();
        if (!queue.arriveAgain(arrival)) {
            return false;
        }
        since = arrival.since();
        attributes = new Attributes(arrival.attributes(), arrival.version());
        note = arrival.note();
        return true;
    }

    /** {@return whether this was the position for which the session waits: its queue can be filled now} */
    synchronized boolean handedOver(Position position, String left) {
        if (!queue.handedOver(position)) {
            return false;
        }
        note = left;
        return true;
    }

    /** Redis has lost all entries after one. */
    void rewind(LogId to) {
        since = LogId.min(since, to);
        queue.rewind(to);
    }
}
