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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the queues of sessions that came here: those that come together in one pass through the log. A pass reads the
 * recent part of the log that is in memory, or else pages from Redis, and blocks no thread meanwhile.
 */
final class Replayer {

    private static final Logger LOG = LoggerFactory.getLogger(Replayer.class);
    private static final int PAGE_ENTRIES = 1_000;
    private static final int PAGE_BYTES = 1 << 20;
    /** The tail is rarely further behind than a moment. */
    private static final long TAIL_MILLIS = 50;

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

    private void next() {
        List<Session> present = take();
        if (!present.isEmpty()) {
            Pass pass = new Pass(present);
            pass.step(pass::begin);
        }
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
        private final AtomicBoolean begun = new AtomicBoolean();
        private final List<Entry> controls = new ArrayList<>();
        private final long rewinds = log.rewinds();

        Pass(List<Session> sessions) {
            this.sessions = sessions;
            this.replay = new Replay(sessions, endings::end);
        }

        /** Whatever fails, no session is forgotten. */
        void step(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }

        private void failed(Throwable fault) {
            LOG.warn("Log cannot be replayed; trying again (sessions={})", sessions.size(), fault);
            context.later(RETRY_MILLIS, () -> sessions.forEach(Replayer.this::add));
            next();
        }

        /** What was changed before a session came must have been applied here, else it cannot be taken back. */
        void begin() {
            Runnable once = () -> {
                if (begun.compareAndSet(false, true)) {
                    step(this::read);
                }
            };
            log.whenReached(replay.latestArrival(), () -> context.worker().execute(once));
            context.later(TAIL_MILLIS, once);
        }

        private void read() {
            LogId start = replay.start();
            boolean followed = !replay.latestArrival().isAfter(log.last());
            Optional<List<Entry>> recent = followed ? log.recent(start) : Optional.empty();
            if (recent.isEmpty()) {
                readControls(start);
                return;
            }
            List<Entry> entries = recent.get();
            replay.undo(entries);
            replay.accept(entries);
            install(entries.isEmpty() ? start : entries.get(entries.size() - 1).id());
        }

        /** A pass of its own, so that the log need not be in memory as a whole. */
        private void readControls(LogId after) {
            page(after, page -> {
                page.entries().stream()
                        .filter(entry -> entry instanceof Entry.Control)
                        .forEach(controls::add);
                if (page.isLast() || !replay.latestArrival().isAfter(page.newest())) {
                    replay.undo(controls);
                    read(replay.start());
                } else {
                    readControls(page.newest());
                }
            });
        }

        private void read(LogId after) {
            page(after, page -> {
                endTrimmed(after, page.cutMillis());
                replay.accept(page.entries());
                if (page.isLast() || log.isRecent(page.newest())) {
                    install(page.newest());
                } else {
                    read(page.newest());
                }
            });
        }

        /** What was trimmed cannot be read any more; the clients are to know that they missed something. */
        private void endTrimmed(LogId reached, long cutMillis) {
            List<Session> missed = replay.removeTrimmed(reached, cutMillis);
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
                            filled.forEach(session -> log.goLive(session, reached));
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

        private void page(LogId after, Consumer<Page> consumer) {
            Call call = Script.PAGE.call(context.keys().ofService(), after.bound(), PAGE_ENTRIES, PAGE_BYTES);
            Consumer<Object> read = reply -> step(() -> {
                requireKept();
                consumer.accept(Page.of(after, Replies.list(reply)));
            });
            context.redis()
                    .scan(Command.of(
                            call, reply -> work(() -> read.accept(reply)), fault -> work(() -> failed(fault))));
        }

        /** What was read before Redis lost it must not hide what comes instead. */
        private void requireKept() {
            if (log.rewinds() != rewinds) {
                sessions.forEach(log::rewindAgain);
                throw new EngineException("Redis has lost entries while they were replayed");
            }
        }

        private void work(Runnable task) {
            context.worker().execute(task);
        }
    }

    /**
     * A part of the log.
     *
     * @param newest the id of the last entry, also if this process cannot read it
     * @param cutMillis a time before which the log may have been trimmed when the page was read
     */
    private record Page(List<Entry> entries, LogId newest, boolean isLast, long cutMillis) {

        static Page of(LogId after, List<?> reply) {
            LogPage page = LogPage.of(Replies.list(reply.get(0)), after);
            return new Page(
                    page.entries(), page.newest(), Replies.number(reply.get(1)) == 1, Replies.number(reply.get(2)));
        }
    }
}
