package io.faye.engine.redis.session;

import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.LogFollower;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.LogPage;
import io.faye.engine.redis.log.LogState;
import io.faye.engine.redis.log.LoggedEntry;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.redis.log.Origin;
import io.faye.engine.redis.log.Publication;
import io.faye.engine.redis.log.RecentEntries;
import io.faye.engine.redis.log.SkippedEntries;
import io.faye.engine.support.Inbox;
import io.faye.engine.support.QueuedMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Applies the log to the sessions of this process, under one lock, and wakes their readers after it. */
public final class SessionLog implements LogFollower {

    private static final long RETRY_MILLIS = 500;

    private final SessionContext context;
    private final SessionRegistry registry = new SessionRegistry();
    private final SessionLock lock = new SessionLock();
    private final RecentEntries recent;
    private final LogWaiters waiters = new LogWaiters(lock);
    private final Losses losses;
    private final SessionCalls calls;
    private final Takeover takeover;
    private volatile LogId last;

    public SessionLog(SessionContext context, LogId start) {
        this.context = context;
        this.recent = new RecentEntries(start);
        this.last = start;
        Recovery recovery = new Recovery(context, this);
        this.losses = new Losses(context, this, recovery);
        this.calls = new SessionCalls(context, this, recovery);
        this.takeover = new Takeover(context, this);
    }

    @Override
    public LogId last() {
        return last;
    }

    public SessionRegistry registry() {
        return registry;
    }

    public Takeover takeover() {
        return takeover;
    }

    public Losses losses() {
        return losses;
    }

    SessionCalls calls() {
        return calls;
    }

    /** Changes sessions under the lock. */
    public <T> T change(Supplier<T> change) {
        return lock.change(change);
    }

    /** Changes sessions under the lock. */
    public void change(Runnable change) {
        lock.change(change);
    }

    /** Calls the host when the lock is free. */
    void afterwards(Runnable call) {
        lock.afterwards(call);
    }

    public void wakeAll() {
        registry.owned().forEach(Session::wake);
    }

    @Override
    public void apply(LogPage page) {
        lock.change(() -> {
            page.entries().forEach(this::applyOne);
            recent.add(page);
            last = page.newest();
            registry.left().forget(last);
            waiters.reached(last);
        });
    }

    private void applyOne(Entry entry) {
        try {
            Operation<?> operation = context.operations().entryRead(entry.origin());
            if (entry instanceof Entry.Published published) {
                deliver(published, operation);
            } else if (entry instanceof Entry.Control control) {
                apply(control, operation);
            } else if (entry instanceof Entry.Reported report) {
                losses.reported(report);
            }
        } catch (RuntimeException | StackOverflowError e) {
            SkippedEntries.skip(entry.id(), e);
        }
    }

    private void deliver(Entry.Published entry, @Nullable Operation<?> operation) {
        if (operation instanceof Publication ours) {
            entry.body().is(ours.form());
            ours.publisher().filter(publisher -> entry.named()).ifPresent(registry::published);
        }
        List<Session> subscribers = registry.subscribers(entry.channel());
        if (!subscribers.isEmpty()) {
            entry.message().ifPresent(message -> deliver(message, entry.id(), subscribers));
        }
    }

    private void deliver(QueuedMessage message, LogId id, List<Session> subscribers) {
        for (int i = 0; i < subscribers.size(); i++) {
            Session session = subscribers.get(i);
            appended(session, session.queue().append(message, id));
        }
    }

    /** Does what the queue of a session demands after a message was appended. */
    void appended(Session session, Inbox.Appended appended) {
        if (appended == Inbox.Appended.WAKING) {
            lock.wakeAfterwards(session);
        } else if (appended == Inbox.Appended.OVERFLOWING) {
            takeover.endings().end(session);
        }
    }

    private void apply(Entry.Control entry, @Nullable Operation<?> operation) {
        losses.lives(entry.origin().node());
        Session session = registry.get(entry.client());
        if (operation != null) {
            lock.afterwards(() -> operation.entryApplied(entry));
        }
        registry.keep(entry);
        if (entry instanceof Entry.Begun begun) {
            begin(begun);
        } else if (entry instanceof Entry.Ended ended && isByEngine(ended)) {
            lock.afterwards(() -> takeover.endings().tell(ended, session));
        }
        if (session != null) {
            takeover.apply(entry, session);
        }
        if (entry instanceof Entry.Ended) {
            registry.ended(entry.client());
            losses.ended(entry.client());
        }
    }

    /** {@return whether this process has ended the session, though no operation asked for it} */
    private boolean isByEngine(Entry.Ended entry) {
        return context.operations().isOurs(entry.origin()) && entry.origin().operation() == Origin.ENGINE;
    }

    private void begin(Entry.Begun entry) {
        Attributes attributes = registry.creation(entry.client());
        if (attributes != null) {
            Session session = new Session(
                    entry.client(),
                    Arrival.ofCreation(entry.id(), attributes),
                    context.host(),
                    takeover.endings()::end);
            registry.add(session);
            registry.goLive(session);
            session.readable().complete(null);
        }
    }

    /** All that was applied of the log is queued for a session. */
    void goLive(Session session) {
        registry.goLive(session);
        if (session.queue().hasMessages()) {
            lock.wakeAfterwards(session);
        }
    }

    /** {@return the newest part of the log after an id; empty if it does not reach back so far} */
    Optional<List<Entry>> recent(LogId after) {
        return lock.change(() -> recent.after(after)).map(found -> RecentEntries.read(found, after));
    }

    /** Runs a task when the log was applied up to an id, or Redis has lost that part; at once if it was. */
    public void whenReached(LogId id, Runnable task) {
        lock.change(() -> {
            if (id.isAfter(last)) {
                waiters.add(id, task);
            } else {
                lock.afterwards(task);
            }
        });
    }

    /** Runs a task when all that the log holds by now was applied, as soon as Redis tells where the log ends. */
    public void whenCaughtUp(Runnable task) {
        context.send(
                LogState.inspect(context.keys()),
                reply -> {
                    LogId end = LogState.of(reply).newest();
                    context.worker().execute(() -> whenReached(end, task));
                },
                fault -> context.later(RETRY_MILLIS, () -> whenCaughtUp(task)));
    }

    @Override
    public boolean hasApplied(LoggedEntry entry) {
        return lock.change(() -> recent.contains(entry));
    }

    /** {@inheritDoc} The clients are to know that they missed something. */
    @Override
    public void missed(LogId upTo) {
        lock.change(() -> {
            recent.restart(upTo);
            last = upTo;
            registry.forgetOthers();
            registry.owned().forEach(takeover.endings()::endEarly);
        });
    }

    @Override
    public void restarted(String history, LogId kept) {
        lock.change(() -> {
            rewind(kept);
            registry.forgetOthers();
            losses.begin(history, kept);
        });
    }

    /** What Redis has told of sessions may be newer than what was applied here, and lost or not lost as well. */
    private void rewind(LogId to) {
        if (!to.equals(LogId.NONE)) {
            recent(to).ifPresent(losses::undo);
        }
        registry.rewind(to);
        recent.rewind(to);
        last = LogId.min(last, to);
        registry.owned().forEach(session -> session.rewind(to));
        waiters.rewind(to);
    }
}
