package io.faye.engine;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.util.Optional;

/**
 * Hears the five monitoring events, as Faye's documentation names them. Each is reported once, in the process that
 * handled its cause, and they nest:
 *
 * <pre>
 * handshake(c) ( subscribe(c, p) ... unsubscribe(c, p) | publish(c, ...) )* disconnect(c)
 * </pre>
 *
 * <p>Between a client's {@code handshake} and {@code disconnect} every {@code subscribe} is followed by one
 * {@code unsubscribe} of the same pattern, at the latest just before {@code disconnect}. With several processes each
 * sees its part of this sequence. Methods are called on any thread, for one client one at a time; they must not block.
 * What they throw is logged and changes nothing.
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
     * A subscription ended, by itself or with its session.
     *
     * @param client the session
     * @param pattern what it was subscribed to
     */
    default void unsubscribe(ClientId client, ChannelPattern pattern) {}

    /**
     * A message was accepted.
     *
     * @param publisher the session that published it, if one did (see rule PUB-3 of {@link Engine})
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
