package io.faye.engine.memory;

import io.faye.engine.support.QueuedMessage;
import io.faye.engine.support.SubscriptionIndex;
import io.faye.engine.support.Turns;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Queues messages for the sessions that subscribe. A lock for each stripe of channels makes all subscribers of a channel
 * see one order. The lock is held while messages are queued, and never while a listener is called.
 */
final class Router {

    private static final int STRIPES = 256;

    private final SubscriptionIndex<Session> index = new SubscriptionIndex<>();
    private final Object[] stripes = Stream.generate(Object::new).limit(STRIPES).toArray();

    void subscribe(Session session, ChannelPattern pattern) {
        index.add(pattern, session);
    }

    /** Afterwards nothing more is queued for the session because of this pattern, not even by a delivery under way. */
    @SuppressWarnings("EmptyBlock")
    void unsubscribe(Session session, ChannelPattern pattern) {
        index.remove(pattern, session);
        Object[] awaited = pattern.isWildcard() ? stripes : new Object[] {stripe(pattern.toString())};
        for (Object stripe : awaited) {
            synchronized (stripe) {
            }
        }
    }

    /** For a session that has ended: its inbox is closed next, so that no delivery has to be awaited. */
    void forget(Session session, ChannelPattern pattern) {
        index.remove(pattern, session);
    }

    /**
     * Queues a message and tells the readers. The message is encoded only if there is a subscriber.
     *
     * @return the sessions whose queue has overflowed, and whose end this call has decided
     */
    List<Session> deliver(Channel channel, Message message, Turns turns) {
        if (!index.hasSubscribers(channel)) {
            return List.of();
        }
        QueuedMessage form = new QueuedMessage(message.forDelivery());
        List<Session> waking;
        List<Session> overflowing = new ArrayList<>(0);
        synchronized (stripe(channel.toString())) {
            List<Session> subscribers = index.subscribers(channel);
            waking = new ArrayList<>(subscribers.size());
            for (Session session : subscribers) {
                switch (session.inbox.append(form)) {
                    case WAKING -> waking.add(session);
                    case OVERFLOWING -> overflowing.add(session);
                    case QUIETLY -> {}
                }
            }
        }
        turns.forEach(waking, session -> session.inbox.wakeReader());
        overflowing.removeIf(session -> !session.life.end());
        return overflowing;
    }

    private Object stripe(String channel) {
        int hash = channel.hashCode();
        return stripes[(hash ^ hash >>> 16) & (STRIPES - 1)];
    }

    boolean isEmpty() {
        return index.isEmpty();
    }
}
