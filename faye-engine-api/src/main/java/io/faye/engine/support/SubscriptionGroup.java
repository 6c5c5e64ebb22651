package io.faye.engine.support;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of one pattern, if they are more than one. The list that look-ups share is made when one of them
 * asks: so a thousand subscribers that come one after another do not copy it a thousand times.
 */
final class SubscriptionGroup {

    private final Set<Object> members = new HashSet<>();
    private volatile @Nullable List<Object> list;

    /** {@return what to keep instead: a group, or the subscriber itself if there is but one} */
    static Object with(Object known, Object added) {
        if (known instanceof SubscriptionGroup group) {
            group.add(added);
            return group;
        }
        if (known.equals(added)) {
            return known;
        }
        SubscriptionGroup group = new SubscriptionGroup();
        group.add(known);
        group.add(added);
        return group;
    }

    /** {@return what to keep instead; null if nobody is left} */
    static @Nullable Object without(Object known, Object removed) {
        if (known instanceof SubscriptionGroup group) {
            return group.remove(removed);
        }
        return known.equals(removed) ? null : known;
    }

    private synchronized void add(Object member) {
        if (members.add(member)) {
            list = null;
        }
    }

    private synchronized Object remove(Object member) {
        if (members.remove(member)) {
            list = null;
        }
        return members.size() == 1 ? members.iterator().next() : this;
    }

    synchronized int size() {
        return members.size();
    }

    List<Object> members() {
        List<Object> known = list;
        return known == null ? copy() : known;
    }

    private synchronized List<Object> copy() {
        List<Object> copy = list;
        if (copy == null) {
            copy = List.copyOf(members);
            list = copy;
        }
        return copy;
    }
}
