package io.faye.engine.redis.session;

import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.SkippedEntries;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.QueuedMessage;
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
import java.util.function.Consumer;

/** Fills the queues of some sessions from the log, in one pass for all of them. Not safe for threads. */
final class Replay {

    private final Map<ClientId, Target> targets = new HashMap<>();
    private final SubscriptionIndex<Target> index = new SubscriptionIndex<>();
    private final Consumer<Session> onOverflow;

    /** Up to here the log has changed the subscriptions of the sessions. */
    private final LogId applied;

    /**
     * A session whose queue is filled.
     *
     * @param start after this begins what it misses
     * @param patterns its subscriptions; {@link Replay#undo} takes that back to the start
     */
    private record Target(Session session, LogId start, Set<ChannelPattern> patterns) {}

    /**
     * Creates a replay; under the lock of the sessions.
     *
     * @param applied up to where the log was applied to the sessions, which came before
     * @param onOverflow ends a session whose queue is full
     */
    Replay(Collection<Session> sessions, LogId applied, Consumer<Session> onOverflow) {
        this.applied = applied;
        this.onOverflow = onOverflow;
        for (Session session : sessions) {
            targets.put(session.id(), new Target(session, session.queue().lastId(), new HashSet<>(session.patterns())));
        }
    }

    /** {@return after what the log is to be read for them} */
    LogId start() {
        return targets.values().stream()
                .map(Target::start)
                .min(LogId::compareTo)
                .orElse(applied);
    }

    /** {@return whether all that has to be undone was read} */
    boolean canUndo(LogId read) {
        return !applied.isAfter(read);
    }

    List<Session> sessions() {
        return targets.values().stream().map(Target::session).toList();
    }

    /**
     * Leaves out the sessions that may have missed something.
     *
     * @param reached up to where the log was read for them
     * @param cut up to this id some entries are gone, after it none
     * @return these sessions
     */
    List<Session> removeTrimmed(LogId reached, LogId cut) {
        List<Session> removed = new ArrayList<>();
        targets.values().removeIf(target -> {
            boolean hasMissed = cut.isAfter(LogId.max(target.start(), reached));
            if (hasMissed) {
                removed.add(target.session());
            }
            return hasMissed;
        });
        return removed;
    }

    /** Takes back what has changed since a session's start. */
    void undo(List<? extends Entry> entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i) instanceof Entry.Control control) {
                undo(control);
            }
        }
        for (Target target : targets.values()) {
            target.patterns().forEach(pattern -> index.add(pattern, target));
        }
    }

    private void undo(Entry.Control entry) {
        Target target = targets.get(entry.client());
        if (target == null || entry.id().isAfter(applied) || !entry.id().isAfter(target.start())) {
            return;
        }
        if (entry instanceof Entry.Subscribed begun) {
            target.patterns().remove(begun.pattern());
        } else if (entry instanceof Entry.Unsubscribed ended) {
            target.patterns().add(ended.pattern());
        }
    }

    /** Queues the messages of the log, after what was undone, in their order. */
    void accept(List<? extends Entry> entries) {
        for (Entry entry : entries) {
            try {
                accept(entry);
            } catch (RuntimeException | StackOverflowError e) {
                SkippedEntries.skip(entry.id(), e);
            }
        }
    }

    private void accept(Entry entry) {
        if (entry instanceof Entry.Published published) {
            for (Target target : index.subscribers(published.channel())) {
                append(target, published);
            }
        } else if (entry instanceof Entry.Control control) {
            Target target = targets.get(control.client());
            if (target != null && entry.id().isAfter(target.start())) {
                change(target, control);
            }
        }
    }

    private void append(Target target, Entry.Published entry) {
        if (entry.id().isAfter(target.start())) {
            entry.message().ifPresent(message -> append(target.session(), message, entry.id()));
        }
    }

    private void append(Session session, QueuedMessage message, LogId id) {
        if (session.queue().append(message, id) == Inbox.Appended.OVERFLOWING) {
            onOverflow.accept(session);
        }
    }

    private void change(Target target, Entry.Control entry) {
        if (entry instanceof Entry.Subscribed begun) {
            index.add(begun.pattern(), target);
        } else if (entry instanceof Entry.Unsubscribed ended) {
            index.remove(ended.pattern(), target);
        } else if (entry instanceof Entry.Acknowledged acknowledged) {
            target.session().queue().acknowledged(acknowledged.position(), entry.id());
        }
    }
}
