package io.faye.engine.support;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Finds the subscribers of a channel. Looking up a channel costs one hash look-up for each pattern that could match it,
 * however many subscriptions do not. Safe for any number of threads; a look-up sees every change that was complete
 * before it began, and takes no lock unless the subscriptions of a pattern have changed since the last one.
 *
 * @param <S> a subscriber; compared with {@code equals}
 */
public final class SubscriptionIndex<S> {

    /** By pattern either the one subscriber itself or a group: most patterns have one, and are many. */
    private final ConcurrentMap<ChannelPattern, Object> byPattern = new ConcurrentHashMap<>();

    /** Bytes of memory that a subscription takes beside its name. */
    private static final int SIZE_WITHOUT_NAME = 256;

    /** Makes an empty index. */
    public SubscriptionIndex() {}

    /**
     * Adds a subscription; does nothing if it is there.
     *
     * @param pattern what the subscriber subscribes to
     * @param subscriber the subscriber
     */
    public void add(ChannelPattern pattern, S subscriber) {
        byPattern.merge(pattern, subscriber, (known, added) -> SubscriptionGroup.with(known, added));
    }

    /**
     * Removes a subscription; does nothing if it is not there.
     *
     * @param pattern what the subscriber unsubscribes from
     * @param subscriber the subscriber
     */
    public void remove(ChannelPattern pattern, S subscriber) {
        byPattern.computeIfPresent(pattern, (key, known) -> SubscriptionGroup.without(known, subscriber));
    }

    /**
     * {@return about how many bytes of memory a subscription takes}
     *
     * @param pattern what is subscribed to
     */
    public static long memorySize(ChannelPattern pattern) {
        return SIZE_WITHOUT_NAME + 2L * pattern.toString().length();
    }

    /** {@return whether there are no subscriptions at all} */
    public boolean isEmpty() {
        return byPattern.isEmpty();
    }

    /**
     * {@return whether a message to the channel reaches a subscriber} Costs less than to ask for the subscribers.
     *
     * @param channel the channel of the message
     */
    public boolean hasSubscribers(Channel channel) {
        List<ChannelPattern> patterns = channel.patterns();
        for (int i = 0; i < patterns.size(); i++) {
            if (byPattern.containsKey(patterns.get(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return how many subscriptions match a message to the channel} Costs less than to ask for the subscribers. A
     * subscriber of which several patterns match counts several times.
     *
     * @param channel the channel of the message
     */
    public int size(Channel channel) {
        int size = 0;
        List<ChannelPattern> patterns = channel.patterns();
        for (int i = 0; i < patterns.size(); i++) {
            Object known = byPattern.get(patterns.get(i));
            if (known != null) {
                size += known instanceof SubscriptionGroup group ? group.size() : 1;
            }
        }
        return size;
    }

    /**
     * {@return the subscribers that a message to the channel reaches, each once, however many of its patterns match} The
     * list does not change when the index changes.
     *
     * @param channel the channel of the message
     */
    public List<S> subscribers(Channel channel) {
        List<S> found = List.of();
        List<List<S>> several = null;
        List<ChannelPattern> patterns = channel.patterns();
        for (int i = 0; i < patterns.size(); i++) {
            List<S> more = subscribers(patterns.get(i));
            if (found.isEmpty()) {
                found = more;
            } else if (!more.isEmpty()) {
                several = several == null ? new ArrayList<>(List.of(found)) : several;
                several.add(more);
            }
        }
        return several == null ? found : union(several);
    }

    @SuppressWarnings("unchecked")
    private List<S> subscribers(ChannelPattern pattern) {
        Object known = byPattern.get(pattern);
        if (known == null) {
            return List.of();
        }
        return (List<S>) (known instanceof SubscriptionGroup group ? group.members() : List.of(known));
    }

    /** Hashes all but the longest list: typically many subscribe to the channel and few to a wildcard. */
    private static <S> List<S> union(List<List<S>> several) {
        List<S> longest = longest(several);
        Set<S> others = new HashSet<>();
        for (List<S> list : several) {
            if (list != longest) {
                others.addAll(list);
            }
        }
        List<S> all = new ArrayList<>(longest.size() + others.size());
        all.addAll(others);
        for (int i = 0; i < longest.size(); i++) {
            addUnless(others, longest.get(i), all);
        }
        return all;
    }

    private static <S> void addUnless(Set<S> seen, S subscriber, List<S> target) {
        if (!seen.contains(subscriber)) {
            target.add(subscriber);
        }
    }

    private static <S> List<S> longest(List<List<S>> several) {
        List<S> longest = several.get(0);
        for (List<S> list : several) {
            longest = list.size() > longest.size() ? list : longest;
        }
        return longest;
    }
}
