package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.support.Inbox;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of the service by following the log: its own sessions with their inboxes. The log is applied
 * under a lock, in which nothing of the host is called: that comes after it.
 */
final class Replica {

    private final EngineContext context;
    private final Operations operations;
    private final Executor threads;
    private final Errands errands;
    private final KnownSessions sessions = new KnownSessions();
    private final ReplicaLock lock;
    private final Recent recent;
    private volatile LogId last;

    Replica(EngineContext context, Operations operations, Executor threads, Errands errands, LogId start) {
        this.context = context;
        this.operations = operations;
        this.threads = threads;
        this.errands = errands;
        this.lock = new ReplicaLock(threads);
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

    KnownSessions known() {
        return sessions;
    }

    void wakeAll() {
        threads.execute(() -> sessions.owned().forEach(Session::wake));
    }

    /** Applies what was read, up to the newest id of it. */
    void apply(List<Entry> entries, LogId newest) {
        lock.change(() -> {
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
            ours.publisher().filter(publisher -> entry.named()).ifPresent(sessions::published);
        }
        List<Session> subscribers = sessions.subscribers(entry.channel());
        for (int i = 0; i < subscribers.size(); i++) {
            Session session = subscribers.get(i);
            appended(session, session.queue().append(entry.message(), entry.id()));
        }
    }

    private void overflowed(Session session) {
        errands.end(session, this);
    }

    private void appended(Session session, Inbox.Appended appended) {
        if (appended == Inbox.Appended.WAKING) {
            lock.notices().wake(session);
        } else if (appended == Inbox.Appended.OVERFLOWING) {
            overflowed(session);
        }
    }

    private void apply(Entry.Control entry, @Nullable Operation<?> operation) {
        Session session = sessions.get(entry.client());
        if (operation != null) {
            lock.notices().add(() -> operation.meet(entry));
        }
        if (entry instanceof Entry.Begun begun) {
            begin(begun);
        } else if (entry instanceof Entry.Ended ended && isByEngine(ended)) {
            lock.notices().add(() -> context.clientEnded(ended.client(), Set.copyOf(ended.patterns())));
        }
        if (session != null) {
            apply(entry, session);
        }
        if (entry instanceof Entry.Ended) {
            sessions.ended(entry.client());
        }
    }

    /** {@return whether this process has ended the session, though no operation asked for it} */
    private boolean isByEngine(Entry.Ended entry) {
        return operations.isOurs(entry.origin()) && entry.origin().operation() == Origin.ENGINE;
    }

    private void begin(Entry.Begun entry) {
        Attributes attributes = sessions.beginning(entry.client());
        if (attributes != null) {
            Place start = new Place(0, entry.id(), true);
            LogId at = entry.id();
            Session session = new Session(
                    entry.client(), 1, start, at.millis(), at, attributes, Set.of(), "", context, this::overflowed);
            session.goLive(entry.id());
            session.filled().complete(null);
            sessions.add(session);
        }
    }

    /** Applies what came behind the state with which the session came. */
    private void apply(Entry.Control entry, Session session) {
        if (!entry.id().isAfter(session.since())) {
            return;
        }
        if (entry instanceof Entry.Ended) {
            sessions.remove(session);
            lock.notices().add(session::end);
        } else if (entry instanceof Entry.Subscribed begun) {
            sessions.subscribe(session, begun.pattern());
        } else if (entry instanceof Entry.Unsubscribed ended) {
            sessions.unsubscribe(session, ended.pattern());
        } else if (entry instanceof Entry.Claimed claim && claim.fence() > session.fence()) {
            move(session, note -> errands.settle(session, claim.id(), note));
        } else if (entry instanceof Entry.Settled settled && settled.fence() + 1 == session.fence()) {
            settle(session, settled.place(), settled.id().millis(), settled.note());
        } else if (entry instanceof Entry.Acknowledged acknowledged
                && session.queue().isLive()) {
            session.queue().acknowledged(acknowledged.position());
        } else if (entry instanceof Entry.Attributed attributed) {
            session.attributes().change(attributed);
        }
    }

    private void move(Session session, Consumer<String> noteConsumer) {
        sessions.leave(session);
        lock.notices().add(() -> session.move(noteConsumer));
    }

    /** Another process owns the session, though the log does not say so. */
    void move(Session session) {
        lock.change(() -> move(session, note -> {}));
    }

    private void settle(Session session, Place place, long complete, String note) {
        if (session.settle(place, complete, note)) {
            errands.fill(session, this);
        }
    }

    /** The old owner had time enough to hand over its position. */
    void settle(Session session) {
        lock.change(() -> {
            if (sessions.owns(session)) {
                settle(session, session.queue().noted(), session.queue().complete(), "");
            }
        });
    }

    /**
     * {@return the session that came here, as the log has left it: it may have moved on or ended}
     *
     * @param reader the attachment because of which it came; attached already if the session is new here
     */
    Session arrive(ClientId client, Arrival arrival, SerialListener reader) {
        return lock.change(() -> {
            Session known = sessions.get(client);
            if (known == null || known.fence() < arrival.fence()) {
                return arrive(client, arrival, reader, known);
            }
            return known;
        });
    }

    private Session arrive(ClientId client, Arrival arrival, SerialListener reader, @Nullable Session before) {
        List<Entry> since = recent.behind(arrival.since());
        if (since == null) {
            throw new EngineException("The log runs faster than this process can follow it");
        }
        Session session = arrival.session(client, context, this::overflowed);
        session.attach(reader);
        if (before != null) {
            sessions.remove(before);
            lock.notices().add(() -> before.move(note -> {}));
        }
        sessions.add(session);
        since.stream()
                .filter(entry -> entry instanceof Entry.Control control
                        && control.client().equals(client))
                .forEach(entry -> apply((Entry.Control) entry, session));
        if (!arrival.waits() && sessions.owns(session)) {
            errands.fill(session, this);
        }
        return session;
    }

    /** {@return the newest part of the log behind an id, null if it does not reach back so far} */
    @Nullable
    List<Entry> recent(LogId behind) {
        return lock.<Optional<List<Entry>>>change(() -> Optional.ofNullable(recent.behind(behind)))
                .orElse(null);
    }

    /** {@return whether the sessions are live now; otherwise more has to be read} */
    boolean install(Filler filler, LogId reached) {
        boolean installed = lock.change(() -> {
            List<Entry> gap = recent.behind(reached);
            if (gap == null) {
                return false;
            }
            gap.forEach(filler::accept);
            filler.sessions().forEach(session -> sessions.goLive(session, reached));
            filler.overflowing().forEach(session -> errands.end(session, this));
            lock.notices().wake(filler.waking());
            return true;
        });
        if (installed) {
            filler.sessions().forEach(session -> session.filled().complete(null));
        }
        return installed;
    }

    /** Ends a session that has missed something; what comes behind that it does not get. */
    void endEarly(Session session) {
        session.queue().close();
        errands.end(session, this);
    }

    /** The session goes on elsewhere. */
    void leave(Session session) {
        lock.change(() -> sessions.leave(session));
    }

    /** The session is over, and the log does not say so, or not to us. */
    void lost(Session session) {
        lock.change(() -> {
            if (sessions.remove(session)) {
                lock.notices().add(session::end);
            }
        });
    }

    /** Some of the log was missed: the clients concerned are to know, so their sessions end. */
    void restart(LogId from) {
        lock.change(() -> {
            rewind(from);
            sessions.forgetOthers();
            sessions.owned().forEach(this::endEarly);
        });
    }

    /** Redis has lost the end of the log, which this node has read. */
    void rewind(LogId to) {
        lock.change(() -> {
            recent.restart(to);
            last = to;
        });
    }

    /** Redis may have lost what it knew of our sessions. */
    void restore() {
        lock.change(() -> {
            sessions.forgetOthers();
            sessions.owned().forEach(this::restore);
        });
    }

    void restore(Session session) {
        lock.change(() -> {
            if (sessions.owns(session)) {
                errands.restore(session, Set.copyOf(session.patterns()), this);
            }
        });
    }
}
