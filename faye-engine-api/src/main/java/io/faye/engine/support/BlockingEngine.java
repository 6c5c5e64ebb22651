package io.faye.engine.support;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.EngineLimits;
import io.faye.engine.LimitReachedException;
import io.faye.engine.SessionPage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The contract of {@link Engine} for a store whose driver blocks. The operations and the rules are the same, but a method
 * returns its result instead of a stage. For a fault it throws {@link EngineException} or any other unchecked exception.
 *
 * <p>{@link BlockingEngineAdapter} makes an {@link Engine} of it, and calls it on several threads. The calls for one
 * session, or for one publisher, are made one after another, in the order in which the host asked for them; the calls
 * for different sessions are made at the same time.
 *
 * <p>A session that the engine ends by itself, because it has expired or its queue has overflowed, is ended in work
 * that {@link BlockingContext#every} repeats, or in the {@link #publish} that overflows the queue. After that the engine
 * calls {@link EngineContext#clientEnded} and the listener's {@link AttachmentListener#ended}, without a lock.
 *
 * <p>A call should return within {@link EngineContext#operationTimeout}. After that the host has told the client that
 * the operation failed, but the thread and the other calls for the session still wait for the call.
 */
public interface BlockingEngine extends AutoCloseable {

    /**
     * Begins a session. The session expires like one that was pinged now.
     *
     * @param client the id of the new session, drawn at random by the host
     * @param attributes what to remember with the session
     * @throws LimitReachedException if the service has {@link EngineLimits#maxSessions} sessions
     * @throws EngineException if the id is in use
     */
    void createClient(ClientId client, Map<String, String> attributes);

    /**
     * Makes this process the reader of a session, supersedes its earlier attachment, and pings the session.
     *
     * @param client a session
     * @param listener is told what happens to the session from now on
     * @return the handle for reading; empty if the session is unknown or ended
     */
    Optional<BlockingAttachment> attach(ClientId client, AttachmentListener listener);

    /**
     * Postpones expiry, nothing else.
     *
     * @param client a session
     * @return false if the session is unknown or ended
     */
    boolean ping(ClientId client);

    /**
     * {@return the session's attributes; empty if the session is unknown or ended} Changes nothing, not even expiry.
     *
     * @param client a session
     */
    Optional<Map<String, String>> attributes(ClientId client);

    /**
     * Sets an attribute.
     *
     * @param client a session
     * @param name the attribute's name
     * @param value its value; may be empty
     * @return {@code CHANGED}, {@code UNCHANGED} or {@code UNKNOWN_CLIENT}
     */
    Change setAttribute(ClientId client, String name, String value);

    /**
     * Sets an attribute that the session does not have, in one step that no other process can interrupt.
     *
     * @param client a session
     * @param name the attribute's name
     * @param value its value; may be empty
     * @return {@code CHANGED} if this call has set the attribute, {@code UNCHANGED} if the session has such an attribute,
     *     whatever its value is, or {@code UNKNOWN_CLIENT}
     */
    Change setAttributeIfAbsent(ClientId client, String name, String value);

    /**
     * Removes an attribute.
     *
     * @param client a session
     * @param name the attribute's name
     * @return {@code CHANGED}, {@code UNCHANGED} or {@code UNKNOWN_CLIENT}
     */
    Change removeAttribute(ClientId client, String name);

    /**
     * Subscribes a session to a pattern.
     *
     * @param client a session
     * @param pattern the pattern
     * @return {@code CHANGED}, {@code UNCHANGED}, {@code UNKNOWN_CLIENT}, or {@code LIMIT_REACHED} if the session has
     *     {@link EngineLimits#maxSubscriptions} other subscriptions
     */
    Change subscribe(ClientId client, ChannelPattern pattern);

    /**
     * Unsubscribes a session from a pattern.
     *
     * @param client a session
     * @param pattern the pattern, exactly as subscribed
     * @return {@code CHANGED}, {@code UNCHANGED} or {@code UNKNOWN_CLIENT}
     */
    Change unsubscribe(ClientId client, ChannelPattern pattern);

    /**
     * {@return what the session is subscribed to; empty if the session is unknown or ended} Changes nothing, not even
     * expiry.
     *
     * @param client a session
     */
    Optional<Set<ChannelPattern>> subscriptions(ClientId client);

    /**
     * Queues a message for every subscriber.
     *
     * @param message has a valid channel; its {@code clientId}, if any, names the publisher
     * @return whether the publisher's session lives; false if the message names no publisher
     */
    boolean publish(Message message);

    /**
     * Ends a session, its subscriptions and its queue.
     *
     * @param client a session
     * @return what the session was subscribed to; empty if it is unknown or was ended already
     */
    Optional<Set<ChannelPattern>> destroyClient(ClientId client);

    /**
     * Lists all sessions of the service and their attributes, in pages.
     *
     * @param cursor where the page begins: {@link SessionPage.Cursor#START}, or the last page's {@code next}
     * @param limit how many sessions at most; 1 or more
     * @return a page
     */
    SessionPage clients(SessionPage.Cursor cursor, int limit);

    /**
     * Checks whether operations would succeed and messages arrive here (rule HLT-1 of {@link Engine}).
     *
     * @throws EngineException if not; the message says what is wrong
     */
    void health();

    /**
     * Releases what the engine holds. Called once, after the last call and the last run of repeated work have returned.
     * If one of them does not return within {@link EngineContext#operationTimeout}, the engine is closed while it is in
     * progress.
     */
    @Override
    void close();
}
