package io.faye.engine.redis.session;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.LogPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the queues of sessions that came here: those that come together in one pass through the log. A pass reads the
 * recent part of the log that is in memory, or else pages from Redis, and blocks no thread meanwhile. It never gets ahead of
 * the tail, which finds out whether Redis has lost what was read.
 */
final class Replayer {

    private static final Logger LOG = LoggerFactory.getLogger(Replayer.class);
    private static final int PAGE_ENTRIES = 1_000;
    private static final int PAGE_BYTES = 1 << 20;
    private static final long RETRY_MILLIS = 500;

    private final SessionContext context;
    private final SessionLog log;
    private final Endings endings;
    private final List<Session> waiting = new ArrayList<>();
    private boolean busy;

    Replayer(SessionContext context, SessionLog log, Endings endings) {
        this.context = context;
        this.log = log;
        this.endings = endings;
    }

    /** Fills the queue of a session. */
    void add(Session session) {
        synchronized (this) {
            waiting.add(session);
            if (busy) {
                return;
            }
            busy = true;
        }
        context.worker().execute(this::next);
    }

    /** What had changed before a session came must have been applied here, else it cannot be taken back. */
    private void next() {
        List<Session> present = take();
        if (!present.isEmpty()) {
            LogId latest =
                    present.stream().map(Session::since).max(LogId::compareTo).orElseThrow();
            log.whenReached(latest, () -> work(present, () -> new Pass(present).begin()));
        }
    }

    /** Runs a step of a pass on the worker. Whatever fails, no session is forgotten. */
    private void work(List<Session> sessions, Runnable step) {
        context.worker().execute(() -> {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                failed(sessions, e);
            }
        });
    }

    private void failed(List<Session> sessions, Throwable fault) {
        if (fault instanceof EngineException) {
            LOG.warn(
                    "Log cannot be replayed; trying again (sessions={}, reason={})",
                    sessions.size(),
                    fault.getMessage());
        } else {
            LOG.error("Log cannot be replayed; trying again (sessions={})", sessions.size(), fault);
        }
        context.later(RETRY_MILLIS, () -> sessions.forEach(this::add));
        next();
    }

    private synchronized List<Session> take() {
        List<Session> present =
                waiting.stream().filter(session -> log.registry().owns(session)).toList();
        waiting.clear();
        busy = !present.isEmpty();
        return present;
    }

    /** One pass; its steps run one after the other on the worker. */
    private final class Pass {

        private final List<Session> sessions;
        private final Replay replay;
        private final List<Entry> controls = new ArrayList<>();
        private final BooleanSupplier kept = log.losses().untilLoss();

        Pass(List<Session> sessions) {
            this.sessions = sessions;
            this.replay = log.change(() -> new Replay(sessions, log.last(), endings::end));
        }

        void begin() {
            readControls(replay.start());
        }

        /** A pass of its own, so that the log need not be in memory as a whole. */
        private void readControls(LogId after) {
            page(after, page -> {
                page.entries().stream()
                        .filter(entry -> entry instanceof Entry.Control)
                        .forEach(controls::add);
                if (page.isLast() || replay.canUndo(page.newest())) {
                    replay.undo(controls);
                    read(replay.start());
                } else {
                    readControls(page.newest());
                }
            });
        }

        private void read(LogId after) {
            LogId applied = log.last();
            page(after, page -> {
                endTrimmed(after, page.cut());
                replay.accept(page.upTo(applied));
                if (page.isLast() || page.newest().isAfter(applied)) {
                    install(LogId.min(page.newest(), applied));
                } else {
                    read(page.newest());
                }
            });
        }

        /** What was trimmed cannot be read any more; the clients are to know that they missed something. */
        private void endTrimmed(LogId reached, LogId cut) {
            List<Session> missed = replay.removeTrimmed(reached, cut);
            if (!missed.isEmpty()) {
                LOG.warn(
                        "Sessions came back after their messages were trimmed; ending them (sessions={})",
                        missed.size());
                missed.forEach(endings::endEarly);
            }
        }

        private void install(LogId reached) {
            List<Session> filled = replay.sessions();
            boolean installed = log.change(() -> {
                requireKept();
                return log.recent(reached)
                        .map(gap -> {
                            replay.accept(gap);
                            filled.forEach(log::goLive);
                            return true;
                        })
                        .orElse(false);
            });
            if (installed) {
                filled.forEach(session -> session.readable().complete(null));
                next();
            } else {
                read(reached);
            }
        }

        /** What was read before Redis lost it must not hide what comes instead. */
        private void requireKept() {
            if (!kept.getAsBoolean()) {
                log.change(() -> sessions.forEach(log.losses()::rewindAgain));
                throw new EngineException("Redis has lost entries while they were replayed");
            }
        }

        private void page(LogId after, Consumer<Page> consumer) {
            requireKept();
            Optional<List<Entry>> recent = log.recent(after);
            if (recent.isPresent()) {
                consumer.accept(Page.ofMemory(after, recent.get()));
                return;
            }
            Call call = Script.PAGE.call(context.keys().ofService(), after.bound(), PAGE_ENTRIES, PAGE_BYTES);
            Command command = Command.of(
                    call,
                    reply -> work(sessions, () -> {
                        requireKept();
                        consumer.accept(Page.of(after, Replies.list(reply)));
                    }),
                    fault -> work(sessions, () -> failed(sessions, fault)));
            context.redis().scan(command);
        }
    }

    /**
     * A part of the log.
     *
     * @param newest the id of the last entry, also if this process cannot read it
     * @param cut of the entries up to this id some had been trimmed when the page was read, of those after it none
     */
    private record Page(List<Entry> entries, LogId newest, boolean isLast, LogId cut) {

        static Page ofMemory(LogId after, List<Entry> entries) {
            LogId newest =
                    entries.isEmpty() ? after : entries.get(entries.size() - 1).id();
            return new Page(entries, newest, true, LogId.NONE);
        }

        List<Entry> upTo(LogId last) {
            return newest.isAfter(last)
                    ? entries.stream()
                            .filter(entry -> !entry.id().isAfter(last))
                            .toList()
                    : entries;
        }

        static Page of(LogId after, List<?> reply) {
            LogPage page = LogPage.of(Replies.list(reply.get(0)), after);
            return new Page(
                    page.entries(),
                    page.newest(),
                    Replies.number(reply.get(1)) == 1,
                    LogId.parse(Replies.text(reply.get(2))));
        }
    }
}
