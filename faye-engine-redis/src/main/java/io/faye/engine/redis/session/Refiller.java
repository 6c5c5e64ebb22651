package io.faye.engine.redis.session;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.LogPage;
import io.faye.engine.redis.log.LogState;
import io.faye.engine.redis.log.PageSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the inboxes of sessions that came here: those that come together in one pass through the log. */
final class Refiller {

    private static final Logger LOG = LoggerFactory.getLogger(Refiller.class);
    private static final long TAIL_NANOS = 50_000_000;
    private static final long LOOK_NANOS = 200_000;

    private final Redis redis;
    private final Keys keys;
    private final Duration patience;
    private final Executor threads;
    private final Errands errands;
    private final List<Session> waiting = new ArrayList<>();
    private final PageSize pages = new PageSize();
    private boolean hasMore;
    private boolean busy;

    Refiller(Redis redis, Keys keys, Duration patience, Executor threads, Errands errands) {
        this.redis = redis;
        this.keys = keys;
        this.patience = patience;
        this.threads = threads;
        this.errands = errands;
    }

    void fill(Session session, Replica replica) {
        synchronized (this) {
            waiting.add(session);
            if (busy) {
                return;
            }
            busy = true;
        }
        threads.execute(() -> run(replica));
    }

    private synchronized List<Session> next() {
        List<Session> next = List.copyOf(waiting);
        waiting.clear();
        busy = !next.isEmpty();
        return next;
    }

    private void run(Replica replica) {
        for (List<Session> some = next(); !some.isEmpty(); some = next()) {
            List<Session> present = some.stream()
                    .filter(session -> replica.session(session.id()) == session)
                    .toList();
            try {
                if (!present.isEmpty()) {
                    fill(new Filler(present), replica);
                }
            } catch (RuntimeException e) {
                LOG.warn("Messages of {} clients could not be read; it is tried again", present.size(), e);
                errands.later(() -> present.forEach(session -> fill(session, replica)));
            }
        }
    }

    private void fill(Filler filler, Replica replica) {
        LogId reached = filler.start();
        boolean followed = awaitTail(filler.latestArrival(), replica);
        Optional<List<Entry>> recent = replica.recent(reached);
        if (recent.isEmpty() || !followed) {
            undo(filler);
            filler.begin();
            reached = read(filler, reached, replica);
        } else {
            filler.undo(recent.get());
            filler.begin();
            for (Entry entry : recent.get()) {
                filler.accept(entry);
                reached = entry.id();
            }
        }
        while (!replica.install(filler, reached)) {
            reached = read(filler, reached, replica);
        }
    }

    /**
     * What was changed before a session came must have been applied here, else it cannot be taken back. The tail is
     * rarely further behind than a moment.
     */
    private static boolean awaitTail(LogId arrival, Replica replica) {
        long end = System.nanoTime() + TAIL_NANOS;
        while (arrival.isAfter(replica.last()) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return !arrival.isAfter(replica.last());
    }

    /** A pass of its own, so that the log need not be in memory as a whole. */
    private void undo(Filler filler) {
        List<Entry.Control> controls = new ArrayList<>();
        LogId reached = filler.start();
        LogId end = filler.latestArrival();
        while (end.isAfter(reached)) {
            LogPage page = page(reached);
            page.entries().forEach(entry -> {
                if (entry instanceof Entry.Control control) {
                    controls.add(control);
                }
            });
            reached = hasMore ? page.newest() : end;
        }
        filler.undo(controls);
    }

    private LogId read(Filler filler, LogId from, Replica replica) {
        LogId reached = from;
        boolean more = true;
        while (more) {
            LogPage page = page(reached);
            endThoseWhoMissed(filler, reached, replica);
            page.entries().forEach(filler::accept);
            reached = page.newest();
            more = hasMore && replica.recent(reached).isEmpty();
        }
        return reached;
    }

    /** What was trimmed cannot be read any more; the clients are to know that they missed something. */
    private void endThoseWhoMissed(Filler filler, LogId reached, Replica replica) {
        LogState state = LogState.of(ask(LogState.inspect(keys)));
        List<Session> missed = filler.removeWhoMissed(reached, state.cutMillis());
        if (!missed.isEmpty()) {
            LOG.warn("{} clients came back after their messages were trimmed; their sessions end", missed.size());
            missed.forEach(replica::endEarly);
        }
    }

    private LogPage page(LogId after) {
        Call range = Call.of("XRANGE", keys.log(), "(" + after, "+", "COUNT", pages.next());
        LogPage page = LogPage.of(Replies.list(ask(range)), after);
        hasMore = pages.read(page.count(), page.bytes());
        return page;
    }

    private Object ask(Call question) {
        try {
            return Command.ask(question, redis::scan)
                    .toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new EngineException("The log could not be read", e);
        }
    }
}
