package io.faye.protocol.log;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes the lines that clients and faults can cause without end: of each kind one a period, with the number of lines that
 * were left out. Safe for threads.
 */
public final class RateLimitedLog {

    /** So many kinds are told apart; further ones share the turn of one. */
    private static final int MOST_KINDS = 10_000;

    private static final Object OTHERS = new Object();
    private static final long LEFT_OUT = -1;

    private final Logger log;
    private final long period;
    private final LongSupplier nanos;
    private final LineBudget budget;
    private final Map<Object, Turn> turns = new ConcurrentHashMap<>();
    private final Turn cleaning;

    /**
     * Makes a log of one line of each kind a second.
     *
     * @param owner the class in whose name lines are written
     */
    public RateLimitedLog(Class<?> owner) {
        this(owner, System::nanoTime);
    }

    /**
     * Makes a log of one line of each kind a second.
     *
     * @param owner the class in whose name lines are written
     * @param nanos the time in nanoseconds, such as {@code System::nanoTime}
     */
    public RateLimitedLog(Class<?> owner, LongSupplier nanos) {
        this(LoggerFactory.getLogger(owner), Duration.ofSeconds(1), nanos, LineBudget.UNLIMITED);
    }

    RateLimitedLog(Logger log, Duration period, LongSupplier nanos, LineBudget budget) {
        this.log = log;
        this.period = period.toNanos();
        this.nanos = nanos;
        this.budget = budget;
        this.cleaning = new Turn(nanos.getAsLong());
    }

    /**
     * {@return a log for kinds that are many, such as senders}
     *
     * @param owner the class in whose name lines are written
     * @param period after a line of a kind there is no other one for so long
     * @param linesAtOnce so many lines of all kinds may follow each other at once, and then one a second
     */
    public static RateLimitedLog ofManyKinds(Class<?> owner, Duration period, int linesAtOnce) {
        return new RateLimitedLog(
                LoggerFactory.getLogger(owner),
                period,
                System::nanoTime,
                new LineBudget(linesAtOnce, System.nanoTime()));
    }

    /**
     * Writes a line at the level WARN, unless there was one of its kind within the period.
     *
     * @param kind lines of equal kinds count together
     * @param line a line with places for its details, and behind these one for the number of lines that were left out
     * @param details what stands in the places; texts are cut and freed of control characters, and a {@link Supplier} of a
     *     text is asked only if the line is written. The last may be a {@link Throwable}, whose stack trace follows the line
     * @return whether the line was written
     */
    public boolean warn(Object kind, String line, Object... details) {
        return write(Level.WARN, kind, line, details);
    }

    /**
     * Writes a line at the level INFO, as {@link #warn} does at WARN.
     *
     * @param kind lines of equal kinds count together
     * @param line a line as for {@link #warn}
     * @param details as for {@link #warn}
     * @return whether the line was written
     */
    public boolean info(Object kind, String line, Object... details) {
        return write(Level.INFO, kind, line, details);
    }

    /**
     * Writes a line at the level ERROR, as {@link #warn} does at WARN.
     *
     * @param kind lines of equal kinds count together
     * @param line a line as for {@link #warn}
     * @param details as for {@link #warn}
     * @return whether the line was written
     */
    public boolean error(Object kind, String line, Object... details) {
        return write(Level.ERROR, kind, line, details);
    }

    private boolean write(Level level, Object kind, String line, Object... details) {
        long leftOut = turn(kind);
        if (leftOut == LEFT_OUT) {
            return false;
        }
        Object[] complete = complete(details, leftOut);
        switch (level) {
            case ERROR -> log.error(line, complete);
            case WARN -> log.warn(line, complete);
            default -> log.info(line, complete);
        }
        return true;
    }

    /** {@return how many lines were left out before this one, or -1 if this one is left out too} */
    private long turn(Object kind) {
        long now = nanos.getAsLong();
        Turn turn = turns.get(kind);
        if (turn == null) {
            turn = turns.computeIfAbsent(hasRoom(now) ? kind : OTHERS, key -> new Turn(now));
        }
        return turn.take(now, period, budget);
    }

    /** Looks through all kinds once a period at most. */
    private boolean hasRoom(long now) {
        if (turns.size() >= MOST_KINDS && cleaning.take(now, period, LineBudget.UNLIMITED) != LEFT_OUT) {
            turns.values().removeIf(turn -> turn.isOver(now));
        }
        return turns.size() < MOST_KINDS;
    }

    private static Object[] complete(Object[] details, long leftOut) {
        int last = details.length - 1;
        boolean hasFault = last >= 0 && details[last] instanceof Throwable;
        Object[] complete = Arrays.copyOf(details, details.length + 1);
        complete[last + 1] = hasFault ? details[last] : leftOut;
        if (hasFault) {
            complete[last] = leftOut;
        }
        for (int i = 0; i < complete.length; i++) {
            complete[i] = shown(complete[i]);
        }
        return complete;
    }

    private static Object shown(Object detail) {
        Object known = detail instanceof Supplier<?> later ? String.valueOf(later.get()) : detail;
        return known instanceof String text ? LogText.of(text) : known;
    }

    /** When a line of one kind may be written. */
    private static final class Turn {

        private long due;
        private long leftOut;

        Turn(long now) {
            due = now;
        }

        synchronized long take(long now, long period, LineBudget budget) {
            if (now - due < 0) {
                leftOut++;
                return LEFT_OUT;
            }
            due = now + period;
            if (!budget.take(now)) {
                leftOut++;
                return LEFT_OUT;
            }
            long before = leftOut;
            leftOut = 0;
            return before;
        }

        synchronized boolean isOver(long now) {
            return now - due >= 0;
        }
    }
}
