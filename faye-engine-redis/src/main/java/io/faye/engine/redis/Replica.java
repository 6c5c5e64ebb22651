package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.QueueLimits;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.SubscriptionIndex;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of the service by following the log: its own sessions with their inboxes. The log is applied
 * under a lock, in which nothing of the host is called: that comes after it.
 */
final class Replica {

    private final EngineContext context;
    private final QueueLimits limits;
    private final Operations operations;
    private final Executor threads;
    private final Errands errands;
    private final Map<ClientId, Session> sessions = new ConcurrentHashMap<>();
    private final SubscriptionIndex<Session> index = new SubscriptionIndex<>();
    /** Sessions of others that have published here and live. */
    private final Set<ClientId> publishers = ConcurrentHashMap.newKeySet();

    private final Recent recent;
    private Notices notices = new Notices();
    private volatile LogId last;

    Replica(EngineContext context, Operations operations, Executor threads, Errands errands, LogId start) {
        this.context = context;
        this.limits = context.limits().queue();
        this.operations = operations;
        this.threads = threads;
        this.errands = errands;
        this.recent = new Recent(start);
        this.last = start;
    }

    /** Changes something under the lock, and then tells what came of it. */
    private <T> T change(Supplier<T> change) {
        Notices due;
        T result;
        synchronized (this) {
            result = change.get();
            due = notices;
            if (!due.isEmpty()) {
                notices = new Notices();
            }
        }
        due.tell(threads);
        return result;
    }

    private void change(Runnable change) {
        change(() -> {
            change.run();
            return true;
        });
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

    /** {@return whether there is a session as far as this process knows} */
    boolean knows(ClientId client) {
        Session session = sessions.get(client);
        return session == null ? publishers.contains(client) : !session.hasEnded();
    }

    /** A session was ended by an operation of this process; the log will say so. */
    void finish(ClientId client) {
        publishers.remove(client);
        Session session = sessions.get(client);
        if (session != null) {
            session.finish();
        }
    }

    void wake(Collection<Session> woken) {
        Notices due = new Notices();
        due.wake(woken);
        due.tell(threads);
    }

    /** Applies what was read, up to the newest id of it. */
    void apply(List<Entry> entries, LogId newest) {
        change(() -> {
            for (Entry entry : entries) {
                apply(entry);
                recent.add(entry);
            }
            last = newest;
        });
    }

    private void apply(Entry entry) {
        Operation<?> operation = operations.meet(entry.origin());
        if (entry instanceof Entry.Published published) {
            deliver(published, operation);
        } else if (entry instanceof Entry.Control control) {
            apply(control, operation);
        }
    }

    private void deliver(Entry.Published entry, @Nullable Operation<?> operation) {
        if (operation instanceof Publication ours) {
            entry.body().is(ours.form());
            ours.publisher().filter(publisher -> entry.named()).ifPresent(this::published);
        }
        List<Session> subscribers = index.subscribers(entry.channel());
        for (int i = 0; i < subscribers.size(); i++) {
            Session session = subscribers.get(i);
            appended(session, session.append(entry.message(), entry.id()));
        }
    }

    private void published(ClientId publisher) {
        if (!sessions.containsKey(publisher)) {
            publishers.add(publisher);
        }
    }

    private void appended(Session session, Inbox.Appended appended) {
        if (appended == Inbox.Appended.WAKING) {
            notices.wake(session);
        } else if (appended == Inbox.Appended.OVERFLOWING) {
            errands.end(session, this);
        }
    }

    private void apply(Entry.Control entry, @Nullable Operation<?> operation) {
        Session session = sessions.get(entry.client());
        if (operation != null) {
            notices.add(() -> operation.meet(entry));
        }
        if (entry instanceof Entry.Begun begun) {
            begin(begun, operation);
        } else if (entry instanceof Entry.Ended ended) {
            end(ended);
        }
        if (session != null) {
            apply(entry, session);
        }
    }

    /** What no operation has asked for was ended by the engine itself. */
    private void end(Entry.Ended entry) {
        publishers.remove(entry.client());
        if (operations.isOurs(entry.origin()) && entry.origin().operation() == Origin.ENGINE) {
            notices.add(() -> context.clientEnded(entry.client(), Set.copyOf(entry.patterns())));
        }
    }

    private void begin(Entry.Begun entry, @Nullable Operation<?> operation) {
        if (operation instanceof Beginning beginning && !sessions.containsKey(entry.client())) {
            Place start = new Place(0, entry.id(), true);
            Attributes attributes = new Attributes(beginning.attributes(), 0);
            Session session = new Session(
                    entry.client(), 1, start, entry.id().millis(), entry.id(), attributes, Set.of(), "", limits);
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
            notices.add(session::end);
        } else if (entry instanceof Entry.Subscribed begun) {
            subscribe(session, begun.pattern());
        } else if (entry instanceof Entry.Unsubscribed ended) {
            unsubscribe(session, ended.pattern());
        } else if (entry instanceof Entry.Claimed claim && claim.fence() > session.fence()) {
            lose(session, claim);
        } else if (entry instanceof Entry.Settled settled && settled.fence() + 1 == session.fence()) {
            settle(session, settled.place(), settled.id().millis(), settled.note());
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

    /** The new owner waits for the position and the note. */
    private void lose(Session session, Entry.Claimed claim) {
        move(session, note -> errands.settle(session, claim.id(), note));
    }

    private void move(Session session, Consumer<String> noteConsumer) {
        leave(session);
        notices.add(() -> session.move(noteConsumer));
    }

    /** Another process owns the session, though the log does not say so. */
    void move(Session session) {
        change(() -> move(session, note -> {}));
    }

    private void settle(Session session, Place place, long complete, String note) {
        if (session.settle(place, complete, note)) {
            errands.fill(session, this);
        }
    }

    /** The old owner had time enough to hand over its position. */
    synchronized void settle(Session session) {
        if (sessions.get(session.id()) == session) {
            settle(session, session.noted(), session.complete(), "");
        }
    }

    /**
     * {@return the session that came here, as the log has left it, which may have moved on or ended}
     *
     * @param reader the attachment because of which it came
     */
    Session arrive(ClientId client, Arrival arrival, SerialListener reader) {
        return change(() -> {
            Session known = sessions.get(client);
            if (known == null || known.fence() < arrival.fence()) {
                return arrive(client, arrival, reader, known);
            }
            known.attach(reader);
            return known;
        });
    }

    private Session arrive(ClientId client, Arrival arrival, SerialListener reader, @Nullable Session before) {
        List<Entry> since = recent.behind(arrival.since());
        if (since == null) {
            throw new EngineException("The log runs faster than this process can follow it");
        }
        Session session = arrival.session(client, limits);
        session.attach(reader);
        if (before != null) {
            forget(before);
            notices.add(() -> before.move(note -> {}));
        }
        sessions.put(client, session);
        publishers.remove(client);
        catchUp(session, since);
        if (!arrival.waits() && sessions.get(client) == session) {
            errands.fill(session, this);
        }
        return session;
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
        boolean installed = change(() -> {
            List<Entry> gap = recent.behind(reached);
            if (gap == null) {
                return false;
            }
            gap.forEach(filler::accept);
            filler.sessions().forEach(session -> goLive(session, reached));
            filler.overflowing().forEach(session -> errands.end(session, this));
            notices.wake(filler.waking());
            return true;
        });
        if (installed) {
            filler.sessions().forEach(session -> session.filled().complete(null));
        }
        return installed;
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
        if (sessions.get(session.id()) == session) {
            publishers.add(session.id());
            forget(session);
        }
    }

    private boolean forget(Session session) {
        session.patterns().forEach(pattern -> index.remove(pattern, session));
        return sessions.remove(session.id(), session);
    }

    /** The session is over, and the log does not say so, or not to us. */
    void lost(Session session) {
        change(() -> {
            if (forget(session)) {
                notices.add(session::end);
            }
        });
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
