package io.faye.engine.memory;

import io.faye.engine.support.SubscriptionIndex;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import java.util.Arrays;
import java.util.List;

/**
 * Queues messages for those who subscribe. A lock for each stripe of channels makes all subscribers of a channel see
 * one order; it is held while messages are queued, and never while anybody else is called.
 */
final class Router {

    private static final int STRIPES = 256;

    private final SubscriptionIndex<Session> index = new SubscriptionIndex<>();
    private final Object[] stripes = new Object[STRIPES];

    Router() {
        Arrays.setAll(stripes, i -> new Object());
    }

    void subscribe(Session session, ChannelPattern pattern) {
        index.add(pattern, session);
    }

    /** Afterwards nothing more is queued for the session because of this pattern, also not by those who have begun. */
    void unsubscribe(Session session, ChannelPattern pattern) {
        index.remove(pattern, session);
        if (!pattern.isWildcard()) {
            awaitOthers(stripe(pattern.toString()));
            return;
        }
        for (Object stripe : stripes) {
            awaitOthers(stripe);
        }
    }

    @SuppressWarnings("EmptyBlock")
    private static void awaitOthers(Object stripe) {
        synchronized (stripe) {
        }
    }

    /** For a session that has ended: its inbox is closed, so that nobody has to be awaited. */
    void forget(Session session, Iterable<ChannelPattern> patterns) {
        for (ChannelPattern pattern : patterns) {
            index.remove(pattern, session);
        }
    }

    /** {@return what is to be done now; the message is encoded only if somebody gets it} */
    Delivery deliver(Channel channel, Message message) {
        if (index.subscribers(channel).isEmpty()) {
            return Delivery.NONE;
        }
        Message form = message.forDelivery();
        synchronized (stripe(channel.toString())) {
            return deliver(form, index.subscribers(channel));
        }
    }

    private static Delivery deliver(Message form, List<Session> subscribers) {
        Delivery delivery = new Delivery(subscribers.size());
        for (int i = 0; i < subscribers.size(); i++) {
            Session session = subscribers.get(i);
            delivery.add(session, session.inbox().append(form));
        }
        return delivery;
    }

    private Object stripe(String channel) {
        int hash = channel.hashCode();
        return stripes[(hash ^ hash >>> 16) & (STRIPES - 1)];
    }

    boolean isEmpty() {
        return index.isEmpty();
    }
}
