package io.faye.engine.redis.log;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Keys;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how much of the log is cut, and refuses publishes while Redis is nearly full, so that sessions live on. The
 * tail has the log cut each second, and at once when there is too much. Only the tail's thread may use it, except for
 * {@link #refusal}.
 */
public final class LogTrimmer {

    private static final Logger LOG = LoggerFactory.getLogger(LogTrimmer.class);
    /** Publishes are refused from so many hundredths of Redis' memory on. */
    private static final int FULL = 90;
    /** They are accepted again below so many. */
    private static final int ROOMY = 88;
    /** The allocator takes one byte more for so many. */
    private static final int ALLOCATED = 5;

    /** Between two warnings. */
    private static final long PAUSE_MILLIS = 60_000;

    private final Keys keys;
    private final Retention retention;
    private final LogSize size;
    private long allowed;
    private long used;
    private long readBefore;
    private long warnedMillis;
    private volatile String refusal = "";

    public LogTrimmer(Keys keys, Retention retention, LogSize size) {
        this.keys = keys;
        this.retention = retention;
        this.size = size;
    }

    private long mostBytes() {
        return retention.bytes(allowed);
    }

    /** The tail has read a part of the log. */
    void read(LogPage page) {
        size.add(page, mostBytes());
    }

    /** {@return whether the log is to be cut now, or the memory to be looked at} */
    boolean isDue() {
        long grown = size.read() - readBefore;
        return isFull(used + grown + grown / ALLOCATED) || size.cut(mostBytes()).isPresent();
    }

    /** {@return what cuts the log if that is due; {@link LogState#of} reads the reply} */
    Call call() {
        String cut = size.cut(mostBytes()).map(LogId::toString).orElse("");
        return LogState.inspect(keys).add(retention.time().toMillis(), retention.entries(), cut);
    }

    /** The call was answered. */
    void trimmed(LogState state) {
        size.cutTo(state.length() == 0 ? state.newest().successor() : state.oldest());
        if (state.tooLong() && state.timeMillis() - warnedMillis > PAUSE_MILLIS) {
            warnedMillis = state.timeMillis();
            LOG.warn(
                    "The log has more than {} entries or {} bytes; it is cut early, and absent clients may miss messages",
                    retention.entries(),
                    mostBytes());
        }
        used = state.used();
        allowed = state.allowed();
        readBefore = size.read();
        refuse(isFull(used));
    }

    private boolean isFull(long bytes) {
        return allowed > 0 && bytes >= allowed / 100 * (refusal.isEmpty() ? FULL : ROOMY);
    }

    private void refuse(boolean isFull) {
        String before = refusal;
        refusal = isFull
                ? "Redis is nearly full (" + used + " of " + allowed
                        + " bytes, maxmemory): publishes are refused until there is room"
                : "";
        if (isFull && before.isEmpty()) {
            LOG.warn(refusal);
        } else if (!isFull && !before.isEmpty()) {
            LOG.info("Redis has room again: publishes are accepted");
        }
    }

    /** {@return why publishes are refused, if they are; from any thread} */
    Optional<EngineException> refusal() {
        String reason = refusal;
        return reason.isEmpty() ? Optional.empty() : Optional.of(new EngineException(reason));
    }
}
