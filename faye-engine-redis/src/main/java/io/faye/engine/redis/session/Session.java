package io.faye.engine.redis.session;

import io.faye.engine.EndReason;
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

/**
 * A session that this process owns: what it knows of it, its queue, and its reader. {@link Takeover} says how its state
 * changes. Safe for threads.
 */
public final class Session {

    private final ClientId id;
    private volatile long fence;
    private volatile Attributes attributes;
    private final SessionQueue queue;
    private final NewestReader reader;
    private final Set<ChannelPattern> patterns;
    private final CompletableFuture<Void> readable = new CompletableFuture<>();

    private volatile LogId since;

    /** When an attach was sent that has postponed the session's expiry. */
    private volatile long renewedMillis;

    private volatile EndReason endReason = EndReason.EXPIRED;
    private volatile CompletionStage<Boolean> ending = CompletableFuture.completedFuture(false);

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
        this.queue = new SessionQueue(id, arrival, context, () -> overflowing.accept(this));
        this.reader = new NewestReader(queue, arrival.note());
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

    /** {@return who reads the queue in this process} */
    NewestReader reader() {
        return reader;
    }

    SessionState state() {
        return queue.state();
    }

    /** {@return why the engine ends the session, if it does} */
    EndReason endReason() {
        return endReason;
    }

    /** The engine is about to end the session. */
    void endsFor(EndReason reason) {
        endReason = reason;
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

    void renewed(long atMillis) {
        renewedMillis = atMillis;
    }

    long renewedMillis() {
        return renewedMillis;
    }

    /**
     * Another process owns the session.
     *
     * @param tail up to where the log was applied here
     * @param next what to do when the reader was told, and has left a note
     * @return tells the reader; to be called without a lock
     */
    Runnable leave(LogId tail, Runnable next) {
        Runnable tell = reader.leave(tail, next);
        return () -> {
            readable.complete(null);
            tell.run();
        };
    }

    /** The log says that the session is over; tells the reader. */
    void end() {
        Runnable tell = reader.end();
        readable.complete(null);
        tell.run();
    }

    void wake() {
        reader.wake();
    }

    /** An operation of this process ends the session. */
    void endsWith(CompletionStage<?> operation) {
        ending = operation.handle((result, fault) -> fault == null);
    }

    /** {@return whether an operation has ended the session, completed when none is in progress} */
    CompletionStage<Boolean> ending() {
        return ending;
    }

    /**
     * The session was claimed once more, because Redis may have lost that. Called under the lock of the sessions.
     *
     * @return false if it does not wait for its position any more: then it stays as it is
     */
    boolean arriveAgain(Arrival arrival) {
        fence = arrival.fence();
        if (!queue.arriveAgain(arrival)) {
            return false;
        }
        since = arrival.since();
        attributes = new Attributes(arrival.attributes(), arrival.version());
        reader.replaceNote(arrival.note());
        return true;
    }

    /**
     * {@return whether this was the position for which the session waits: its queue can be filled now} Called under the lock
     * of the sessions.
     */
    boolean handedOver(Position position, String left) {
        if (!queue.handedOver(position)) {
            return false;
        }
        reader.replaceNote(left);
        return true;
    }

    /** Redis has lost all entries after one. */
    void rewind(LogId to) {
        since = LogId.min(since, to);
        queue.rewind(to);
    }
}
