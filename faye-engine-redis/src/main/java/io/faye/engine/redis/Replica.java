package io.faye.engine.redis;

import io.faye.engine.EngineException;
import io.faye.engine.QueueLimits;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.SubscriptionIndex;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of the service by following the log: its own sessions with their inboxes. The log is applied
 * under a lock, in which nobody is called; what is to be done is left to lanes and pipes.
 */
final class Replica {

    private final QueueLimits limits;
    private final Operations operations;
    private final Reporter reporter;
    private final Announcer announcer;
    private final Errands errands;
    private final Map<ClientId, Session> sessions = new ConcurrentHashMap<>();
    private final SubscriptionIndex<Session> index = new SubscriptionIndex<>();
    /** Sessions of others that have published here and live. */
    private final Set<ClientId> publishers = ConcurrentHashMap.newKeySet();

    private final Recent recent;
    private List<ClientId> waking = new ArrayList<>();
    private volatile LogId last;

    Replica(QueueLimits limits, Operations operations, Reporter reporter, Errands errands, LogId start) {
        this.limits = limits;
        this.operations = operations;
        this.reporter = reporter;
        this.announcer = new Announcer(operations, reporter);
        this.errands = errands;
        this.recent = new Recent(start);
        this.last = start;
    }

    /** {@return up to where the log was applied} */
    LogId last() {
        return last;
    }

    @Nullable
    Session session(ClientId client) {
        return sessions.get(client);
    }

    Collection<Session> sessions() {
        return sessions.values();
    }

    boolean knows(ClientId client) {
        return sessions.containsKey(client) || publishers.contains(client);
    }

    /** Applies what was read, up to the newest id of it. */
    void apply(List<Entry> entries, LogId newest) {
        List<ClientId> due;
        synchronized (this) {
            for (Entry entry : entries) {
                apply(entry);
                recent.add(entry);
            }
            last = newest;
            due = waking;
            waking = new ArrayList<>();
        }
        reporter.wake(due);
    }

    private void apply(Entry entry) {
        if (entry instanceof Entry.Published published) {
            deliver(published);
        } else if (entry instanceof Entry.Control control) {
            Operation<?> operation = operations.find(control.origin());
            Session session = sessions.get(control.client());
            if (control instanceof Entry.Begun begun) {
                begin(begun, operation);
            } else if (control instanceof Entry.Ended) {
                publishers.remove(control.client());
            }
            if (session != null) {
                apply(control, session);
            }
            announcer.changed(control, operation);
        }
    }

    private void deliver(Entry.Published entry) {
        Publication ours = operations.find(entry.origin()) instanceof Publication found ? found : null;
        if (ours != null) {
            entry.body().is(ours.form());
        }
        List<Session> subscribers = index.subscribers(entry.channel());
        for (int i = 0; i < subscribers.size(); i++) {
            Session session = subscribers.get(i);
            appended(session, session.append(entry.message(), entry.id()));
        }
        if (ours != null) {
            boolean named = isNamed(ours.publisher(), entry.named());
            announcer.published(ours, named);
        }
    }

    private boolean isNamed(@Nullable ClientId publisher, boolean asked) {
        if (publisher != null && asked && !sessions.containsKey(publisher)) {
            publishers.add(publisher);
        }
        return publisher != null && knows(publisher);
    }

    private void appended(Session session, Inbox.Appended appended) {
        if (appended == Inbox.Appended.WAKING) {
            waking.add(session.id());
        } else if (appended == Inbox.Appended.OVERFLOWING) {
            errands.end(session, this);
        }
    }

    private void begin(Entry.Begun entry, @Nullable Operation<?> operation) {
        if (operation instanceof Beginning beginning) {
            Place start = new Place(0, entry.id(), true);
            Attributes attributes = new Attributes(beginning.attributes(), 0);
            Session session = new Session(
                    entry.client(), 1, start, entry.id().millis(), entry.id(), attributes, Set.of(), limits);
            session.goLive(entry.id());
            session.filled().complete(null);
            sessions.put(session.id(), session);
        }
    }

    /** Applies what came behind the state with which the session came. */
    private void apply(Entry.Control entry, Session session) {
        if (!entry.id().isAfter(session.since())) {
            return;
        }
        if (entry instanceof Entry.Ended) {
            forget(session);
            session.close();
        } else if (entry instanceof Entry.Subscribed begun) {
            subscribe(session, begun.pattern());
        } else if (entry instanceof Entry.Unsubscribed ended) {
            unsubscribe(session, ended.pattern());
        } else if (entry instanceof Entry.Claimed claim && claim.fence() > session.fence()) {
            lose(session, claim);
        } else if (entry instanceof Entry.Settled settled && settled.fence() + 1 == session.fence()) {
            settle(session, settled.place(), settled.id().millis());
        } else if (entry instanceof Entry.Acknowledged acknowledged) {
            acknowledge(session, acknowledged.position());
        } else if (entry instanceof Entry.Attributed attributed) {
            change(session, attributed);
        }
    }

    private void subscribe(Session session, ChannelPattern pattern) {
        session.patterns().add(pattern);
        if (session.isLive()) {
            index.add(pattern, session);
        }
    }

    private void unsubscribe(Session session, ChannelPattern pattern) {
        session.patterns().remove(pattern);
        index.remove(pattern, session);
    }

    /** A session that is not live yet is told when it has been filled so far. */
    private static void acknowledge(Session session, long position) {
        if (session.isLive()) {
            session.acknowledged(position);
        }
    }

    private static void change(Session session, Entry.Attributed entry) {
        List<String> change = entry.change();
        session.attributes().change(entry.version(), change.get(0), change.size() > 1 ? change.get(1) : null);
    }

    private void lose(Session session, Entry.Claimed claim) {
        leave(session);
        reporter.inLane(session.id(), () -> {
            reporter.moved(session.id());
            errands.settle(session, claim.id());
        });
    }

    private void settle(Session session, Place place, long complete) {
        if (session.settle(place, complete)) {
            errands.fill(session, this);
        }
    }

    /** The old owner had time enough to say more. */
    synchronized void settle(Session session) {
        if (sessions.get(session.id()) == session) {
            settle(session, session.noted(), session.complete());
        }
    }

    /**
     * {@return the session that came here, as the log has left it; null if it has ended since}
     */
    synchronized @Nullable Session arrive(ClientId client, Arrival arrival) {
        Session known = sessions.get(client);
        if (known != null && known.fence() >= arrival.fence()) {
            return known;
        }
        List<Entry> since = recent.behind(arrival.since());
        if (since == null) {
            throw new EngineException("The log runs faster than this process can follow it");
        }
        if (known != null) {
            forget(known);
        }
        Session session = arrival.session(client, limits);
        sessions.put(client, session);
        publishers.remove(client);
        catchUp(session, since);
        if (!arrival.waits() && sessions.get(client) == session) {
            errands.fill(session, this);
        }
        return sessions.get(client) == session ? session : null;
    }

    private void catchUp(Session session, List<Entry> since) {
        for (Entry entry : since) {
            if (entry instanceof Entry.Control control && control.client().equals(session.id())) {
                apply(control, session);
            }
        }
    }

    /** {@return the newest part of the log behind an id, null if it does not reach back so far} */
    synchronized @Nullable List<Entry> recent(LogId behind) {
        return recent.behind(behind);
    }

    /** {@return whether the sessions are live now; otherwise more has to be read} */
    boolean install(Filler filler, LogId reached) {
        synchronized (this) {
            List<Entry> gap = recent.behind(reached);
            if (gap == null) {
                return false;
            }
            gap.forEach(filler::accept);
            filler.sessions().forEach(session -> goLive(session, reached));
            filler.overflowing().forEach(session -> errands.end(session, this));
        }
        reporter.wake(filler.waking());
        filler.sessions().forEach(session -> session.filled().complete(null));
        return true;
    }

    /** Ends a session that has missed something; what comes behind that it does not get. */
    void endEarly(Session session) {
        session.close();
        errands.end(session, this);
    }

    private void goLive(Session session, LogId reached) {
        if (sessions.get(session.id()) == session) {
            session.patterns().forEach(pattern -> index.add(pattern, session));
            session.goLive(reached);
        }
    }

    /** The session goes on elsewhere. */
    synchronized void leave(Session session) {
        if (forget(session)) {
            publishers.add(session.id());
        }
    }

    private boolean forget(Session session) {
        session.patterns().forEach(pattern -> index.remove(pattern, session));
        return sessions.remove(session.id(), session);
    }

    /** The session is over, and the log does not say so, or not to us. */
    void lost(Session session) {
        synchronized (this) {
            if (!forget(session)) {
                return;
            }
            session.close();
        }
        reporter.inLane(session.id(), () -> reporter.closed(session.id()));
    }

    /** Some of the log was missed: the clients concerned are to know, so their sessions end. */
    synchronized void restart(LogId from) {
        publishers.clear();
        recent.restart(from);
        last = from;
        sessions.values().forEach(this::endEarly);
    }

    /** Redis has lost the end of the log, which this node has read. */
    synchronized void rewind(LogId to) {
        recent.restart(to);
        last = to;
    }

    /** Redis may have lost what it knew of our sessions. */
    synchronized void restore() {
        publishers.clear();
        sessions.values().forEach(this::restore);
    }

    synchronized void restore(Session session) {
        if (sessions.get(session.id()) == session) {
            errands.restore(session, Set.copyOf(session.patterns()), this);
        }
    }
}
