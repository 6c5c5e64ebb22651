package io.faye.engine;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.util.Optional;

/**
 * Is told of the five monitoring events, as Faye's documentation names them. Each event is reported once in the
 * service, in the process that handled its cause. The events of one session nest:
 *
 * <pre>
 * handshake(c) ( subscribe(c, p) ... unsubscribe(c, p) | publish(c, ...) )* disconnect(c)
 * </pre>
 *
 * <p>Between a session's {@code handshake} and {@code disconnect} every {@code subscribe} is followed by one
 * {@code unsubscribe} of the same pattern, at the latest just before {@code disconnect}. If there are several
 * processes, each sees its part of this sequence.
 *
 * <p>A listener's methods are called one at a time for one session. {@link MonitoredEngine#addListener} calls them one
 * at a time altogether, on an executor, so they may be slow. {@link MonitoredEngine#addInlineListener} calls them
 * before the operation's stage completes, on the thread that completes it, so they must be quick. If a listener throws,
 * the exception is logged and changes nothing.
 */
public interface EngineListener {

    /**
     * A session began.
     *
     * @param client the session
     */
    default void handshake(ClientId client) {}

    /**
     * A subscription began.
     *
     * @param client the session
     * @param pattern what it subscribes to
     */
    default void subscribe(ClientId client, ChannelPattern pattern) {}

    /**
     * A subscription ended, by request or with its session.
     *
     * @param client the session
     * @param pattern what it was subscribed to
     */
    default void unsubscribe(ClientId client, ChannelPattern pattern) {}

    /**
     * A message was accepted.
     *
     * @param publisher the session that published it; empty if there is none (rule PUB-3 of {@link Engine})
     * @param channel where it goes
     * @param data the payload; JSON null if it has none
     */
    default void publish(Optional<ClientId> publisher, Channel channel, Json data) {}

    /**
     * A session ended.
     *
     * @param client the session
     */
    default void disconnect(ClientId client) {}
}
