package io.faye.tck.history;

import io.faye.tck.history.Call.ReadFrom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits until nothing is under way: all calls have completed, all readers have read everything, all ends are known. */
final class Quiescence {

    private static final long LOOK_NANOS = 100_000;
    private static final int MANY = 1_000;

    private final Recording recording;
    private final HistoryRecord history;
    private final SessionPool pool;
    private final SessionOperations operations;
    private final Duration limit;
    private final Random random = new Random(0);
    /** What did not come while one thing was waited for will not come for another one. */
    private boolean waitedInVain;

    Quiescence(
            Recording recording,
            HistoryRecord history,
            SessionPool pool,
            SessionOperations operations,
            Duration limit) {
        this.recording = recording;
        this.history = history;
        this.pool = pool;
        this.operations = operations;
        this.limit = limit;
    }

    /** {@return whether that came about in time} */
    boolean await() throws Exception {
        if (!becomes(recording::isQuiet)) {
            collect();
            return false;
        }
        List<Call> calls = collect();
        List<Call> publishes = calls.stream()
                .filter(call -> call.operation() == Operation.PUBLISH)
                .toList();
        boolean rested = true;
        for (Session session : pool.all()) {
            rested &= hasCome(session, publishes);
        }
        rested &= becomes(recording::isQuiet);
        collect();
        return knowsEnds() && rested;
    }

    /** What ended while others were waited for is waited for as well: perhaps this is where the record ends. */
    private boolean knowsEnds() {
        boolean known = true;
        for (List<Session> ended = ended(); !ended.isEmpty(); ended = ended()) {
            for (Session session : ended) {
                known &= isKnown(session);
            }
            collect();
        }
        return known;
    }

    private List<Session> ended() {
        return pool.all().stream()
                .filter(session -> history.story(session.client()).hasEnded())
                .toList();
    }

    private boolean isKnown(Session session) {
        boolean known = becomes(session::isEndKnown);
        pool.forget(session);
        return known;
    }

    /** {@return how many are over} */
    int operations() {
        return history.calls().size();
    }

    private List<Call> collect() {
        List<Call> calls = recording.takeCalls();
        history.add(calls, recording.takeEvents());
        return calls;
    }

    private boolean hasCome(Session session, Collection<Call> publishes) throws Exception {
        Story story = history.story(session.client());
        if (story.hasEnded()) {
            return isKnown(session);
        }
        RecordedAttachment attachment = session.attachment();
        return !session.isTold() || attachment == null || hasRead(session, attachment, due(story, publishes));
    }

    private static List<Long> due(Story story, Collection<Call> publishes) {
        return publishes.stream()
                .filter(publish -> ArrivalCheck.isDue(story, publish))
                .map(publish -> publish.sent().number())
                .toList();
    }

    private boolean hasRead(Session session, RecordedAttachment attachment, List<Long> due) throws Exception {
        boolean read = becomes(() -> session.numbers().containsAll(due) || session.isEnded());
        if (!read) {
            ReadFrom rest = new ReadFrom(attachment.number(), session.read(), MANY, Integer.MAX_VALUE);
            operations.await(attachment.read(Operation.INSPECT, rest));
        }
        return read;
    }

    /** Reads what waits for anybody. */
    void readAll() throws Exception {
        List<Call> publishes = history.publishes();
        long end = System.nanoTime() + limit.toNanos();
        for (Session session : pool.all()) {
            if (session.attachment() == null) {
                operations.attach(session, random);
            }
            RecordedAttachment attachment = session.attachment();
            if (attachment != null) {
                readAll(session, attachment, due(history.story(session.client()), publishes), end);
            }
        }
        if (await()) {
            history.complete();
        }
    }

    /** @param end until when to wait for more, of a session of which nothing comes */
    private void readAll(Session session, RecordedAttachment attachment, List<Long> due, long end) throws Exception {
        if (session.isTold()) {
            hasRead(session, attachment, due);
            return;
        }
        long before;
        do {
            before = session.read();
            operations.await(operations.readMany(session, attachment));
        } while (!session.numbers().containsAll(due)
                && !session.isEnded()
                && (session.read() > before || System.nanoTime() < end));
    }

    private boolean becomes(BooleanSupplier condition) {
        long end = System.nanoTime() + (waitedInVain ? 0 : limit.toNanos());
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                waitedInVain = true;
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}
