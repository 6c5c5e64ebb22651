package io.faye.server;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a local client wants to be subscribed to. Changed with the lock of its requests held, read without. */
final class LocalSubscriptions {

    private final Map<ChannelPattern, LocalSubscription> byPattern = new ConcurrentHashMap<>();

    /** {@return the handlers of messages on a channel} */
    List<Consumer<Message>> handlers(Channel channel) {
        List<Consumer<Message>> matching = new ArrayList<>();
        for (ChannelPattern pattern : channel.patterns()) {
            LocalSubscription subscription = byPattern.get(pattern);
            if (subscription != null) {
                subscription.handlers().forEach(handler -> matching.add(handler.code()));
            }
        }
        return matching;
    }

    @Nullable
    LocalSubscription find(ChannelPattern pattern) {
        return byPattern.get(pattern);
    }

    void add(LocalSubscription subscription) {
        byPattern.put(subscription.pattern(), subscription);
    }

    /** {@return whether it was there} */
    boolean remove(LocalSubscription subscription) {
        return byPattern.remove(subscription.pattern(), subscription);
    }

    Collection<LocalSubscription> all() {
        return byPattern.values();
    }

    /** {@return those that a session does not hold, and that are not about to be asked for} */
    List<LocalSubscription> missingIn(@Nullable InProcessSession session) {
        return byPattern.values().stream()
                .filter(subscription -> !subscription.isQueued() && !subscription.isSettledIn(session))
                .toList();
    }

    /** Forgets those that the server has never granted. */
    void keepGranted() {
        byPattern.values().removeIf(subscription -> !subscription.wasGranted());
    }

    boolean isEmpty() {
        return byPattern.isEmpty();
    }

    void clear() {
        byPattern.clear();
    }
}
