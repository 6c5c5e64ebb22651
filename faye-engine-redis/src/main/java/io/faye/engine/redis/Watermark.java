package io.faye.engine.redis;

import java.time.Duration;
import java.util.List;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;

/**
 * Tells whether trimming has overtaken a reader, which Redis does not: it reads on behind the hole. From Redis 7 on,
 * entries are counted: what was trimmed must not be more than what was read. Before that it goes by time.
 *
 * <p>A reader who waits at the end of the log need not ask. Who was away, or is slow, asks after each read.
 */
final class Watermark {

    private static final long SLOW_NANOS = Duration.ofMillis(500).toNanos();
    /** How many entries there were, ever, behind which this reader began. */
    private long base;

    private long read;
    /** In Redis' time: what is older was read. */
    private long completeMillis;

    private String history = "";
    private boolean unsure;
    private long nanos = System.nanoTime();

    /**
     * How the log is.
     *
     * @param newest the id of its last entry, ever
     * @param added how many entries it had, ever; -1 if Redis does not count them
     * @param length how many it has
     * @param cutMillis what is older may have been trimmed
     * @param timeMillis Redis' time
     * @param oldest the id of the first entry that is left
     * @param history another one if Redis was restarted, or a replica took over
     * @param role whether it takes writes
     */
    record State(
            LogId newest,
            long added,
            long length,
            long cutMillis,
            long timeMillis,
            LogId oldest,
            String history,
            String role) {}

    Watermark(State start) {
        restart(start);
    }

    static State inspect(Connection connection, Keys keys) {
        return state(connection.executeCommand(
                new CommandObject<>(Script.INSPECT.call(keys.ofService()), BuilderFactory.RAW_OBJECT)));
    }

    static State state(Object reply) {
        List<?> values = Replies.list(reply);
        return new State(
                LogId.parse(Replies.text(values.get(0))),
                Replies.number(values.get(1)),
                Replies.number(values.get(2)),
                Replies.number(values.get(3)),
                Replies.number(values.get(4)),
                LogId.parse(Replies.text(values.get(5))),
                Replies.text(values.get(6)),
                Replies.text(values.get(7)));
    }

    void restart(State state) {
        base = state.added();
        read = 0;
        completeMillis = state.timeMillis();
        history = state.history();
    }

    /** {@return whether this is another history than that of the last state seen} */
    boolean isNewHistory(State state) {
        boolean isNew = !history.equals(state.history());
        history = state.history();
        return isNew;
    }

    void reconnected() {
        unsure = true;
    }

    /** A read begins. */
    void reading() {
        unsure |= elapsed() > SLOW_NANOS;
    }

    /**
     * A read has ended.
     *
     * @param mostNanos how long it should have taken at most
     */
    void returned(long mostNanos) {
        unsure |= elapsed() > SLOW_NANOS + mostNanos;
    }

    private long elapsed() {
        long last = nanos;
        nanos = System.nanoTime();
        return nanos - last;
    }

    /** {@return whether somebody may have trimmed what was not read yet} */
    boolean isToBeChecked(boolean pageIsFull) {
        return unsure || pageIsFull;
    }

    /**
     * {@return whether something was missed before what was read last; then counting begins anew}
     *
     * @param last the last entry before that
     */
    boolean hasPassed(State state, LogId last) {
        unsure = false;
        if (state.added() < 0) {
            boolean byAge = last.millis() < state.cutMillis();
            return byAge ? state.cutMillis() > completeMillis : state.oldest().isAfter(last) && read > 0;
        }
        long trimmed = state.added() - state.length();
        boolean missed = trimmed > base + read;
        if (missed) {
            base = trimmed - read;
        }
        return missed;
    }

    void read(int count, LogId newest) {
        read += count;
        completeMillis = Math.max(completeMillis, newest.millis());
    }

    /** There was nothing to read when Redis was in this state. */
    void nothing(State state, LogId last) {
        if (!state.newest().isAfter(last)) {
            completeMillis = Math.max(completeMillis, state.timeMillis());
        }
    }
}
