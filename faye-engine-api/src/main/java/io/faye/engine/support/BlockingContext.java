package io.faye.engine.support;

import io.faye.engine.EngineContext;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What {@link Offload} lends a {@link BlockingEngine}: the host, which hears nothing more once the engine is closed, and
 * the engine's own threads for what it does unasked.
 */
public interface BlockingContext {

    /**
     * Passes on {@link EngineContext#messagesAvailable}.
     *
     * @param client the session that has messages
     */
    void messagesAvailable(ClientId client);

    /**
     * Passes on {@link EngineContext#clientMoved}.
     *
     * @param client the session that moved
     */
    void clientMoved(ClientId client);

    /**
     * Passes on {@link EngineContext#clientClosed}, for sessions that another process ended: for those that this one
     * ends {@link Offload} does it.
     *
     * @param client the session that ended
     */
    void clientClosed(ClientId client);

    /**
     * Does something again and again, on the engine's threads, until the engine is closed: at a fixed pace by the host's
     * time, never twice at once. What it throws is logged and does not end it.
     *
     * @param pause how long to wait first, and from each time to the next; what takes longer is followed by the next at
     *     once
     * @param work what to do
     */
    void every(Duration pause, Runnable work);

    /**
     * Does something for a client unasked, behind what is under way for it.
     *
     * @param client a session
     * @param work what to do
     */
    void after(ClientId client, Runnable work);

    /**
     * Ends a session unasked, because it has expired or its queue has overflowed: behind what is under way for it, and
     * with the events of its end.
     *
     * @param client a session
     * @param work ends it, if that is still to be done: as {@link BlockingEngine#destroyClient}
     */
    void end(ClientId client, Supplier<Optional<Set<ChannelPattern>>> work);
}
