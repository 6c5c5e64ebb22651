package io.faye.engine;

import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps who is connected, what they subscribe to, and what waits for them. Arguments arrive validated.
 *
 * <p>All methods but {@link #close} return at once, never block the caller, never throw, and never return null; a
 * fault completes the stage with {@link EngineException}. They may be called from any thread. Stages complete on any
 * thread, also inside the call, never with a lock held.
 *
 * <p><b>Positions.</b> A position is the count of messages queued for a session since its creation: 1, 2, 3, ...,
 * below 2<sup>53</sup>. The same message has the same position in every process. {@link Batch#last} of an empty batch
 * is the greater of {@code after} and what was acknowledged. An acknowledgement ahead of what this process has seen is
 * remembered as a floor; ahead of what was ever queued it is ignored.
 *
 * <h2>Rules</h2>
 *
 * Every engine keeps these; tests and the compatibility kit name them by their ids.
 *
 * <dl>
 *   <dt>CLI-1
 *   <dd>{@code createClient} gives a new id each time; {@code handshake} is reported once, when the id is usable in
 *       every process.
 *   <dt>CLI-2
 *   <dd>An operation on an unknown or ended client changes nothing, reports no event, and completes with
 *       {@code UNKNOWN_CLIENT}, false, empty, an empty batch, or ({@code acknowledge}, {@code release}) normally.
 *   <dt>CLI-3
 *   <dd>{@code destroyClient} by two callers at once: one gets true, one false, and the events come once.
 *   <dt>CLI-4
 *   <dd>{@code clients} lists every session that stays meanwhile, once, with its attributes, in pages of at most the
 *       size asked for; it does not list what ended before.
 *   <dt>ATT-1
 *   <dd>Attributes given at creation or set are seen by every operation where the client is attached once the stage
 *       completed, elsewhere within 1 s; they end with the session.
 *   <dt>SUB-1
 *   <dd>{@code subscribe} is reported only if new and when it is in effect, {@code unsubscribe} only if it was held;
 *       the returned value and the event always agree.
 *   <dt>SUB-2
 *   <dd>What is published after {@code subscribe} completed arrives; what is published after {@code unsubscribe}
 *       completed does not (what was queued before still does).
 *   <dt>SUB-3
 *   <dd>A subscription never outlives its client: subscribing while the session ends leaves nothing behind.
 *   <dt>PUB-1
 *   <dd>A message to {@code /a/b} reaches every client with at least one of {@code /a/b}, {@code /a/*},
 *       {@code /a/**}, {@code /**} exactly once; one to {@code /service/...} only subscriptions whose first segment is
 *       {@code service}.
 *   <dt>PUB-2
 *   <dd>Messages of one publisher arrive in the order of publishing; all subscribers of a channel see one and the
 *       same order.
 *   <dt>PUB-3
 *   <dd>An accepted {@code publish} is reported once, a failed one never, with the publisher's id, the channel and
 *       the data, whether or not anyone is subscribed. A message without {@code clientId}, or whose session this
 *       process knows to have ended or never to have been, is reported without a publisher.
 *   <dt>PUB-4
 *   <dd>The stage completes successfully only if the message is queued for every subscriber; a refusal delivers
 *       nothing; an unknown outcome (time limit) fails, and delivers at most once.
 *   <dt>PUB-5
 *   <dd>Data, ext and unknown fields arrive as they were sent; {@code clientId} does not.
 *   <dt>QUE-1
 *   <dd>What was read and not acknowledged is read again ({@code after} = 0 starts at the first that is not); what
 *       was acknowledged never is.
 *   <dt>QUE-2
 *   <dd>No wake-up is lost: for each message that was not in a batch shorter than {@code maxMessages}, a call of
 *       {@link EngineContext#messagesAvailable} begins after the message is readable and after that read took its
 *       snapshot (it may come before the read's stage completes); after {@code attach} the host reads once, and if
 *       messages become readable later, a call follows.
 *   <dt>QUE-3
 *   <dd>A queue past its limit follows the limit's policy, at the latest when the client is next attached, and never
 *       blocks other clients.
 *   <dt>EXP-1
 *   <dd>A session not pinged ends by itself, never before 2 x timeout after its last ping or its creation, at the
 *       latest 2.5 x timeout + 1 s; every ping and attach postpones that.
 *   <dt>EXP-2
 *   <dd>A session that ends (asked for, timed out or overflowed): one {@code unsubscribe} for each subscription, then
 *       {@code disconnect}, then {@link EngineContext#clientClosed} everywhere.
 *   <dt>EVT-1
 *   <dd>Each event is reported exactly once in the cluster, in the process that handled the cause, before the stage
 *       of the operation that caused it completes (a killed process may take unreported events with it).
 *   <dt>EVT-2
 *   <dd>In each process: nothing about a client before its {@code handshake} there, nothing after its
 *       {@code disconnect}.
 *   <dt>EVT-3
 *   <dd>A listener that throws, is slow, or calls back into the engine without waiting for the stage changes nothing
 *       for anybody else.
 *   <dt>ORD-1
 *   <dd>Calls for one client (or one publisher) made one after another in one process take effect in that order, also
 *       when their stages are not awaited.
 *   <dt>THR-1
 *   <dd>All operations from many threads at once: all of this still holds; stages complete and the context is called
 *       on any thread, also inside the host's call, never with a lock held.
 *   <dt>DIS-1
 *   <dd>All processes on one store are one service: any process may serve any operation of any client; the process
 *       that attached last reads for it, the others read nothing.
 *   <dt>DIS-2
 *   <dd>A client that moves to another process gets every message from where it had acknowledged, in order, at the
 *       same positions.
 *   <dt>DIS-3
 *   <dd>The death of a process ends no session that comes back in time; sessions that do not come back are ended by
 *       the others.
 *   <dt>DIS-4
 *   <dd>The process that loses a client to another one is told ({@link EngineContext#clientMoved}).
 *   <dt>FLT-1
 *   <dd>While the backend is away operations fail within {@link EngineContext#operationTimeout}; nothing hangs and
 *       nothing claims success.
 *   <dt>FLT-2
 *   <dd>When it is back the engine goes on by itself; no accepted message is lost, no event is reported twice, no
 *       session has expired because of the outage.
 *   <dt>LIF-1
 *   <dd>{@code close} is idempotent, waits (bounded) until positions are stored, fails what is in flight, ends no
 *       session of a shared store, reports no events, leaves no thread, timer or connection; later calls fail with a
 *       clear error.
 * </dl>
 */
public interface Engine extends AutoCloseable {

    /**
     * Begins a session, owned by this process until it is attached elsewhere.
     *
     * @param attributes what to remember with it
     * @return its id, unique in the cluster
     */
    CompletionStage<ClientId> createClient(Map<String, String> attributes);

    /**
     * {@return the session's attributes, or empty: unknown or ended} Changes nothing, not even expiry or ownership.
     *
     * @param client a session
     */
    CompletionStage<Optional<Map<String, String>>> attributes(ClientId client);

    /**
     * {@return whether the session exists}
     *
     * @param client a session
     */
    default CompletionStage<Boolean> clientExists(ClientId client) {
        return attributes(client).thenApply(Optional::isPresent);
    }

    /**
     * Postpones expiry, nothing else.
     *
     * @param client a session
     * @return false: unknown or ended
     */
    CompletionStage<Boolean> ping(ClientId client);

    /**
     * Says that a connection is open here: a ping, and this process reads for the client from now on.
     *
     * @param client a session
     * @return its attributes, or empty: unknown or ended
     */
    CompletionStage<Optional<Map<String, String>>> attach(ClientId client);

    /**
     * Says that no connection is left here; the session goes on, maybe elsewhere.
     *
     * @param client a session
     * @return completes when that is known
     */
    CompletionStage<Void> release(ClientId client);

    /**
     * Ends a session, its subscriptions and its queue.
     *
     * @param client a session
     * @return false: was already gone
     */
    CompletionStage<Boolean> destroyClient(ClientId client);

    /**
     * Subscribes.
     *
     * @param client a session
     * @param pattern what to
     * @return whether that is new
     */
    CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern);

    /**
     * Unsubscribes.
     *
     * @param client a session
     * @param pattern what from, exactly as subscribed
     * @return whether it was held
     */
    CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern);

    /**
     * Queues a message for every subscriber.
     *
     * @param message has a valid channel; its {@code clientId}, if any, is the publisher
     * @return completes when the message is accepted: queued for every subscriber
     */
    CompletionStage<Void> publish(Message message);

    /**
     * Reads what is queued after a position, oldest first: at least one message if there is any.
     *
     * @param client a session attached here
     * @param after the position to begin behind; 0 for the first that is not acknowledged
     * @param maxMessages how many at most, 1 or more
     * @param maxBytes how many bytes of JSON at most; one message is read even if it is longer
     * @return the messages, and the position of the last
     */
    CompletionStage<Batch> read(ClientId client, long after, int maxMessages, int maxBytes);

    /**
     * Forgets messages up to a position; idempotent.
     *
     * @param client a session
     * @param upTo the position of the last message to forget
     * @return completes when that is known
     */
    CompletionStage<Void> acknowledge(ClientId client, long upTo);

    /**
     * Sets or removes an attribute.
     *
     * @param client a session
     * @param name the attribute's name
     * @param value its value, null to remove it
     * @return whether that changed anything
     */
    CompletionStage<Change> setAttribute(ClientId client, String name, @Nullable String value);

    /**
     * Lists all sessions of the service, in pages. Sessions that begin or end meanwhile may or may not be seen; all
     * others are, once.
     *
     * @param cursor where the last page said to go on, null for the first
     * @param limit how many at most, 1 or more
     * @return a page, and where to go on
     */
    CompletionStage<Page> clients(@Nullable String cursor, int limit);

    /** Stops: see LIF-1. May block for a bounded time. */
    @Override
    void close();

    /** What an operation did. */
    enum Change {
        /** It is different now. */
        CHANGED,
        /** It was so before. */
        UNCHANGED,
        /** There is no such session. */
        UNKNOWN_CLIENT
    }
}
