package io.faye.engine;

import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;

/**
 * Keeps sessions, their subscriptions, and their queues of messages. Arguments arrive validated.
 *
 * <p>An engine returns facts: whether something changed, what an ended session was subscribed to, whether a publisher's
 * session lives. It reports no monitoring events; {@link MonitoredEngine}, which every host puts in front of an engine,
 * derives the events from the facts.
 *
 * <p>All methods but {@link #close} return at once, never block the caller, never throw, and never return null; a
 * fault completes the stage with {@link EngineException}. They may be called from any thread. Stages complete on any
 * thread, also inside the call, never with a lock held. A stage that is complete on return costs the host least.
 *
 * <p><b>Positions.</b> A position is the count of messages queued for a session since its creation: 1, 2, 3, ...,
 * below 2<sup>53</sup>. The same message has the same position in every process. The messages of a batch have positions
 * that follow each other; between two batches positions may be missing, whose messages the store has lost.
 * {@link Batch#last} of an empty batch is the greater of {@code after} and the acknowledged position; on an attachment
 * that does not read any more it is {@code after}.
 *
 * <h2>Rules</h2>
 *
 * Every engine keeps these rules. Tests and the compatibility kit name them by their ids.
 *
 * <dl>
 *   <dt>CLI-1
 *   <dd>A session exists in every process once {@code createClient} has completed.
 *   <dt>CLI-2
 *   <dd>An operation on an unknown or ended session changes nothing, and completes with {@code UNKNOWN_CLIENT}, false,
 *       empty, an empty batch, or ({@code acknowledge}, {@code release}) normally.
 *   <dt>CLI-3
 *   <dd>If several callers end one session at once, {@code destroyClient} returns its subscriptions to one of them and
 *       empty to the others.
 *   <dt>CLI-4
 *   <dd>(a) {@code clients} lists every session that exists all the time, once, with its attributes, in pages of at
 *       most the size asked for. (b) It lists no session that ended before.
 *   <dt>CLI-5
 *   <dd>If the service has {@link EngineLimits#maxSessions} sessions, {@code createClient} fails with
 *       {@link LimitReachedException} and creates nothing.
 *   <dt>ATT-1
 *   <dd>(a) Attributes given at creation or set are seen by every operation in the process where the session is
 *       attached once the stage has completed, in other processes within 1 s. (b) They end with the session.
 *   <dt>ATT-2
 *   <dd>(a) If several callers set one absent attribute at once by {@code setAttributeIfAbsent}, in any processes, one
 *       gets {@code CHANGED} and its value stays, and the others get {@code UNCHANGED}. (b) A present attribute, also an
 *       empty one, is not changed.
 *   <dt>HND-1
 *   <dd>(a) Each {@code attach} returns a new attachment and supersedes the earlier one, in whichever process. (b) On
 *       a superseded, released or ended attachment {@code read} returns an empty batch, {@code release} does nothing,
 *       and {@code acknowledge} still counts.
 *   <dt>HND-2
 *   <dd>(a) {@link AttachmentListener#moved} is called once, on the listener of an attachment that another process has
 *       superseded; nothing is called on that listener afterwards. (b) Nothing is called on the listener of an
 *       attachment that the same process has superseded. (c) A late {@code messagesAvailable} is allowed on both.
 *   <dt>HND-3
 *   <dd>(a) {@link AttachmentListener#ended} is called once, on the listener of the newest attachment, in each process
 *       that has one. (b) Once {@code release} has completed, neither {@code moved} nor {@code ended} is called on
 *       that listener.
 *   <dt>HND-4
 *   <dd>(a) The note of {@code release} or {@code moved} reaches the next {@code attach}, together with the
 *       acknowledged position at the time of the note, if the process that left it lived long enough to hand it over.
 *       (b) It reaches no later {@code attach}.
 *   <dt>SUB-1
 *   <dd>{@code subscribe} returns {@code CHANGED} only if the subscription is new and in effect, {@code unsubscribe}
 *       only if the subscription was held.
 *   <dt>SUB-2
 *   <dd>(a) What is published after {@code subscribe} completed arrives. (b) What is published after
 *       {@code unsubscribe} completed does not; what was queued before still does.
 *   <dt>SUB-3
 *   <dd>(a) A subscription never outlives its session. (b) Subscribing while the session ends leaves nothing behind.
 *   <dt>SUB-4
 *   <dd>If a session has {@link EngineLimits#maxSubscriptions} subscriptions, counted over all processes,
 *       {@code subscribe} to another pattern returns {@code LIMIT_REACHED} and changes nothing.
 *   <dt>SUB-5
 *   <dd>{@code subscriptions} returns, in every process, the patterns whose {@code subscribe} has completed, without
 *       those whose {@code unsubscribe} has completed.
 *   <dt>PUB-1
 *   <dd>(a) A message to {@code /a/b} reaches every session with at least one of {@code /a/b}, {@code /a/*},
 *       {@code /a/**}, {@code /**} exactly once. (b) A message to {@code /service/...} reaches only subscriptions
 *       whose first segment is {@code service}. (c) Names may be any of {@code ChannelNames.WIDEST}; each stands for
 *       itself.
 *   <dt>PUB-2
 *   <dd>(a) Messages of one publisher arrive in the order of publishing. (b) All subscribers of a channel see one and
 *       the same order.
 *   <dt>PUB-3
 *   <dd>{@code publish} returns true if the message names a publisher ({@code clientId}) whose session lives, and
 *       false if it names none, or one that this process knows to have ended or never to have been.
 *   <dt>PUB-4
 *   <dd>(a) {@code publish} completes normally only if the message is queued for every subscriber. (b) A refused
 *       message reaches nobody. (c) If the outcome is unknown, {@code publish} fails, and the message is delivered at
 *       most once.
 *   <dt>PUB-5
 *   <dd>Data, ext and unknown fields arrive as they were sent; {@code clientId} does not.
 *   <dt>QUE-1
 *   <dd>(a) What was read and not acknowledged is read again ({@code after} = 0 starts at the first message that is
 *       not acknowledged). (b) What was acknowledged is not read again.
 *   <dt>QUE-2
 *   <dd>(a) {@link AttachmentListener#messagesAvailable} is called after a message becomes readable that the last
 *       {@code read} did not see when it took its snapshot. (b) It is also called after a batch was cut short by
 *       {@code maxBytes} while more is readable. (c) The host reads once after {@code attach} without being called.
 *   <dt>QUE-3
 *   <dd>A queue past its limit follows the limit's policy, at the latest when the session is next attached, and never
 *       blocks other sessions.
 *   <dt>QUE-4
 *   <dd>(a) A queue that this process keeps counts in {@link EngineContext#memoryBudget}. (b) If the budget evicts it,
 *       it follows the limit's policy as a full queue does, and no other session ends or loses messages.
 *   <dt>EXP-1
 *   <dd>(a) A session that is not pinged ends by itself: never before 2 x timeout after its last ping or its creation,
 *       at the latest 2.5 x timeout + 1 s. (b) Each {@code ping} and {@code attach} postpones that.
 *   <dt>EXP-2
 *   <dd>A session that the engine ends by itself (expired, overflowed) is told to {@link EngineContext#clientEnded}
 *       with its subscriptions, once in the whole service, in the process that ended it.
 *   <dt>EVT-1
 *   <dd>(a) Each event is reported exactly once in the service, in the process that handled its cause, before the
 *       stage of the operation that caused it completes. (b) A killed process may take unreported events with it.
 *   <dt>EVT-2
 *   <dd>In each process, no event of a session is reported before its {@code handshake} there or after its
 *       {@code disconnect}.
 *   <dt>EVT-3
 *   <dd>A listener that throws, is slow, or calls back into the engine without waiting for the stage changes nothing
 *       for other listeners and sessions.
 *   <dt>ORD-1
 *   <dd>Calls for one session (or one publisher) that are made one after another in one process take effect in that
 *       order, also if their stages are not awaited.
 *   <dt>THR-1
 *   <dd>All rules hold while all operations are called from many threads at once.
 *   <dt>DIS-1
 *   <dd>All processes on one store are one service: any process may serve any operation of any session.
 *   <dt>DIS-2
 *   <dd>A session that moves to another process gets every message after its acknowledged position, in order, at the
 *       same positions.
 *   <dt>DIS-3
 *   <dd>(a) The death of a process ends no session that comes back in time. (b) Sessions that do not come back are
 *       ended by the other processes.
 *   <dt>DIS-4
 *   <dd>A process that loses a session to another process is told by {@link AttachmentListener#moved}.
 *   <dt>FLT-1
 *   <dd>(a) While the backend is away, operations fail within {@link EngineContext#operationTimeout}. (b) Nothing
 *       hangs, and nothing claims success.
 *   <dt>FLT-2
 *   <dd>(a) When the backend is back, the engine goes on by itself. (b) No accepted message is lost, no event is
 *       reported twice, and no session has expired because of the outage.
 *   <dt>HLT-1
 *   <dd>(a) {@code health} fails within {@code operationTimeout} while the backend takes no writes, and while messages
 *       that other processes publish would not arrive here. (b) It recovers by itself.
 *   <dt>LIF-1
 *   <dd>(a) {@code close} is idempotent, waits for a bounded time until positions are stored, fails what is in flight,
 *       ends no session that is stored, and leaves no thread, timer or connection. (b) Later calls fail with a clear
 *       error.
 * </dl>
 */
public interface Engine extends AutoCloseable {

    /**
     * Begins a session. The session expires like one that was pinged now.
     *
     * @param client the id of the new session, drawn at random by the host
     * @param attributes what to remember with the session; names that begin with {@code faye.} belong to the host
     * @return completes when the session exists in every process; fails with {@link LimitReachedException} at the limit
     *     of sessions, and with {@link EngineException} if the id is in use
     */
    CompletionStage<Void> createClient(ClientId client, Map<String, String> attributes);

    /**
     * Makes this process the reader of a session, and pings the session.
     *
     * @param client a session
     * @param listener is told what happens to the session from now on
     * @return the handle for reading; empty if the session is unknown or ended. If another attach supersedes this one
     *     before its stage completes, the result is a superseded attachment, not empty
     */
    CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener);

    /**
     * Postpones expiry, nothing else.
     *
     * @param client a session
     * @return false if the session is unknown or ended
     */
    CompletionStage<Boolean> ping(ClientId client);

    /**
     * {@return the session's attributes; empty if the session is unknown or ended} Changes nothing, not even expiry.
     *
     * @param client a session
     */
    CompletionStage<Optional<Map<String, String>>> attributes(ClientId client);

    /**
     * Sets an attribute.
     *
     * @param client a session
     * @param name the attribute's name
     * @param value its value; may be empty
     * @return {@code CHANGED}, {@code UNCHANGED} or {@code UNKNOWN_CLIENT}
     */
    CompletionStage<Change> setAttribute(ClientId client, String name, String value);

    /**
     * Sets an attribute that the session does not have (rule ATT-2). A session with such an attribute keeps its value.
     *
     * @param client a session
     * @param name the attribute's name
     * @param value its value; may be empty
     * @return {@code CHANGED} if this call has set the attribute, {@code UNCHANGED} if the session has such an attribute,
     *     whatever its value is, or {@code UNKNOWN_CLIENT}
     */
    CompletionStage<Change> setAttributeIfAbsent(ClientId client, String name, String value);

    /**
     * Removes an attribute.
     *
     * @param client a session
     * @param name the attribute's name
     * @return {@code CHANGED}, {@code UNCHANGED} or {@code UNKNOWN_CLIENT}
     */
    CompletionStage<Change> removeAttribute(ClientId client, String name);

    /**
     * Subscribes a session to a pattern.
     *
     * @param client a session
     * @param pattern the pattern
     * @return {@code CHANGED} if the subscription is new, {@code UNCHANGED} if it was held already, or why it was not
     *     made
     */
    CompletionStage<Change> subscribe(ClientId client, ChannelPattern pattern);

    /**
     * Unsubscribes a session from a pattern.
     *
     * @param client a session
     * @param pattern the pattern, exactly as subscribed
     * @return {@code CHANGED} if the subscription was held, {@code UNCHANGED} if it was not, or {@code UNKNOWN_CLIENT}
     */
    CompletionStage<Change> unsubscribe(ClientId client, ChannelPattern pattern);

    /**
     * {@return what the session is subscribed to; empty if the session is unknown or ended} Changes nothing, not even
     * expiry.
     *
     * @param client a session
     */
    CompletionStage<Optional<Set<ChannelPattern>>> subscriptions(ClientId client);

    /**
     * Queues a message for every subscriber.
     *
     * @param message has a valid channel; its {@code clientId}, if any, names the publisher
     * @return completes when the message is accepted; true if the publisher's session lives
     */
    CompletionStage<Boolean> publish(Message message);

    /**
     * Ends a session, its subscriptions and its queue.
     *
     * @param client a session
     * @return what the session was subscribed to; empty if it is unknown or was ended already
     */
    CompletionStage<Optional<Set<ChannelPattern>>> destroyClient(ClientId client);

    /**
     * Lists all sessions of the service and their attributes, in pages. Sessions that begin or end meanwhile may or may
     * not be listed.
     *
     * @param cursor where the page begins: {@link SessionPage.Cursor#START}, or the last page's {@code next}
     * @param limit how many sessions at most; 1 or more
     * @return a page
     */
    CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit);

    /**
     * Checks whether the engine works (rule HLT-1).
     *
     * @return completes normally if operations would succeed and messages arrive here; otherwise fails with
     *     {@link EngineException}, whose message says what is wrong
     */
    CompletionStage<Void> health();

    /**
     * {@return figures of the engine that change, for those who run the server, by name} Unlike the other methods this one is
     * called once, and the suppliers whenever somebody looks, from any thread: they neither block nor throw. A name has words in
     * lower case with dots between, the unit last: {@code lease.age.seconds}, {@code log.entries}.
     */
    default Map<String, DoubleSupplier> figures() {
        return Map.of();
    }

    /** Stops: see LIF-1. May block for a bounded time. */
    @Override
    void close();
}
