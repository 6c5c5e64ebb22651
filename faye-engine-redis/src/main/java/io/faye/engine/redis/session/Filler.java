package io.faye.engine.redis.session;

import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.SubscriptionIndex;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills the inboxes of sessions that came here, from the log, in one pass for all of them. */
final class Filler {

    private final Map<ClientId, Filling> fillings = new HashMap<>();
    private final SubscriptionIndex<Filling> index = new SubscriptionIndex<>();
    private final List<Session> overflowing = new ArrayList<>();

    /**
     * A session on its way.
     *
     * @param start behind this begins what it misses
     * @param changes behind this begins what is to be known of its subscriptions: its last owner may have queued more
     *     than there was when it came
     * @param complete a time before which it cannot have missed anything
     * @param patterns what it was subscribed to when it came; {@link Filler#undo} takes that back to the start
     */
    private record Filling(Session session, LogId start, LogId changes, long complete, Set<ChannelPattern> patterns) {}

    Filler(Collection<Session> sessions) {
        for (Session session : sessions) {
            fillings.put(session.id(), filling(session));
        }
    }

    private static Filling filling(Session session) {
        LogId start = session.queue().lastId();
        LogId changes = LogId.min(start, session.since());
        return new Filling(
                session, start, changes, session.queue().complete(), new HashSet<>(session.originalPatterns()));
    }

    /** {@return behind which the log is to be read for them} */
    LogId start() {
        return fillings.values().stream()
                .map(Filling::changes)
                .min(LogId::compareTo)
                .orElseThrow();
    }

    /** {@return where the last of them came} */
    LogId latestArrival() {
        return fillings.values().stream()
                .map(filling -> filling.session().since())
                .max(LogId::compareTo)
                .orElseThrow();
    }

    Collection<Session> sessions() {
        return fillings.values().stream().map(Filling::session).toList();
    }

    /**
     * {@return those who may have missed something; they are filled no further}
     *
     * @param reached up to where the log was read for them
     * @param millis a time before which it may have been trimmed since
     */
    List<Session> removeWhoMissed(LogId reached, long millis) {
        List<Session> old = new ArrayList<>();
        fillings.values().removeIf(filling -> {
            boolean isOld = Math.max(filling.complete(), reached.millis()) < millis;
            if (isOld) {
                old.add(filling.session());
            }
            return isOld;
        });
        return old;
    }

    /** Takes back what has changed between a session's start and its arrival. */
    void undo(List<? extends Entry> entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry instanceof Entry.Control control) {
                undo(control);
            }
        }
    }

    private void undo(Entry.Control entry) {
        Filling filling = fillings.get(entry.client());
        if (filling == null
                || entry.id().isAfter(filling.session().since())
                || !entry.id().isAfter(filling.start())) {
            return;
        }
        if (entry instanceof Entry.Subscribed begun) {
            filling.patterns().remove(begun.pattern());
        } else if (entry instanceof Entry.Unsubscribed ended) {
            filling.patterns().add(ended.pattern());
        }
    }

    /** From now on entries are accepted in their order. */
    void begin() {
        for (Filling filling : fillings.values()) {
            filling.patterns().forEach(pattern -> index.add(pattern, filling));
        }
    }

    void accept(Entry entry) {
        if (entry instanceof Entry.Published published) {
            for (Filling filling : index.subscribers(published.channel())) {
                append(filling, published);
            }
        } else if (entry instanceof Entry.Control control) {
            Filling filling = fillings.get(control.client());
            if (filling != null && entry.id().isAfter(filling.changes())) {
                change(filling, control);
            }
        }
    }

    private void append(Filling filling, Entry.Published entry) {
        Session session = filling.session();
        if (!entry.id().isAfter(filling.start())) {
            return;
        }
        entry.message().ifPresent(message -> {
            if (session.queue().append(message, entry.id()) == Inbox.Appended.OVERFLOWING) {
                overflowing.add(session);
            }
        });
    }

    private void change(Filling filling, Entry.Control entry) {
        if (entry instanceof Entry.Subscribed begun) {
            index.add(begun.pattern(), filling);
        } else if (entry instanceof Entry.Unsubscribed ended) {
            index.remove(ended.pattern(), filling);
        } else if (entry instanceof Entry.Acknowledged acknowledged) {
            filling.session().queue().acknowledged(acknowledged.position());
        }
    }

    /** {@return those for whom something waits} Whoever has read before it was there got nothing. */
    List<Session> waking() {
        return sessions().stream()
                .filter(session -> session.queue().hasMessages())
                .toList();
    }

    List<Session> overflowing() {
        return overflowing;
    }
}
