package io.faye.engine.support;

import io.faye.engine.Batch;
import io.faye.engine.Engine.Change;
import io.faye.engine.EngineContext;
import io.faye.engine.Page;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contract of {@link io.faye.engine.Engine} for authors whose backend blocks: the same operations and rules, but
 * they return results instead of stages, and throw {@link io.faye.engine.EngineException} (or any other unchecked
 * exception, which {@link Offload} wraps) for a fault. {@link Offload} makes an engine of it, and calls it on several
 * threads at once, but for each client, and for each publisher, one call after another, in order.
 *
 * <p>Such an engine reports no events: {@link Offload} tells the listener of what an operation says that it did.
 *
 * <p>A call should come back within {@link EngineContext#operationTimeout}: later its outcome interests nobody, while
 * its thread, and what else is to be done for that client, waits for it.
 */
public interface BlockingEngine extends AutoCloseable {

    /**
     * Begins a session, owned by this process until it is attached elsewhere.
     *
     * @param client its id, drawn at random
     * @param attributes what to remember with it
     */
    void createClient(ClientId client, Map<String, String> attributes);

    /**
     * {@return the session's attributes, or empty: unknown or ended} Changes nothing.
     *
     * @param client a session
     */
    Optional<Map<String, String>> attributes(ClientId client);

    /**
     * Postpones expiry, nothing else.
     *
     * @param client a session
     * @return false: unknown or ended
     */
    boolean ping(ClientId client);

    /**
     * Says that a connection is open here.
     *
     * @param client a session
     * @return its attributes, or empty: unknown or ended
     */
    Optional<Map<String, String>> attach(ClientId client);

    /**
     * Says that no connection is left here.
     *
     * @param client a session
     */
    void release(ClientId client);

    /**
     * Ends a session, its subscriptions and its queue.
     *
     * @param client a session
     * @return what it was subscribed to until now, or empty: was already gone
     */
    Optional<Set<ChannelPattern>> destroyClient(ClientId client);

    /**
     * Subscribes.
     *
     * @param client a session
     * @param pattern what to
     * @return whether that is new
     */
    Change subscribe(ClientId client, ChannelPattern pattern);

    /**
     * Unsubscribes.
     *
     * @param client a session
     * @param pattern what from, exactly as subscribed
     * @return whether it was held
     */
    Change unsubscribe(ClientId client, ChannelPattern pattern);

    /**
     * Queues a message for every subscriber. If the time limit passes meanwhile, the publisher is told that it failed,
     * and nobody that it was accepted, whatever comes of it.
     *
     * @param message has a valid channel; its {@code clientId}, if any, is the publisher
     * @return the publisher, if its session is alive
     */
    Optional<ClientId> publish(Message message);

    /**
     * Reads what is queued after a position, oldest first: at least one message if there is any.
     *
     * @param client a session attached here
     * @param after the position to begin behind; 0 for the first that is not acknowledged
     * @param maxMessages how many at most, 1 or more
     * @param maxBytes how many bytes of JSON at most; one message is read even if it is longer
     * @return the messages, and the position of the last
     */
    Batch read(ClientId client, long after, int maxMessages, int maxBytes);

    /**
     * Forgets messages up to a position; idempotent.
     *
     * @param client a session
     * @param upTo the position of the last message to forget
     */
    void acknowledge(ClientId client, long upTo);

    /**
     * Sets or removes an attribute.
     *
     * @param client a session
     * @param name the attribute's name
     * @param value its value, null to remove it
     * @return whether that changed anything
     */
    Change setAttribute(ClientId client, String name, @Nullable String value);

    /**
     * Lists sessions.
     *
     * @param cursor where the last page said to go on, null for the first
     * @param limit how many at most, 1 or more
     * @return a page, and where to go on
     */
    Page clients(@Nullable String cursor, int limit);

    /** Stops. Calls still under way should then fail soon; called once. */
    @Override
    void close();
}
