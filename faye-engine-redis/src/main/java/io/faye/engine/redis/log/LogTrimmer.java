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
 * {@link #refusal} and the figures.
 */
public final class LogTrimmer {

    private static final Logger LOG = LoggerFactory.getLogger(LogTrimmer.class);
    /** Publishes are refused from so many hundredths of Redis' memory on. */
    private static final int FULL = 90;
    /** They are accepted again below so many. */
    private static final int ROOMY = 88;
    /** The allocator takes one byte more for so many. */
    private static final int ALLOCATED = 5;
    /** Redis counts the log's bytes when it has grown by one part of so many of what it may have. */
    private static final int SHARE = 16;

    /** What an entry takes beside its fields' values, in bytes. */
    private static final long OVERHEAD = 60;

    /** Between two warnings. */
    private static final long PAUSE_MILLIS = 60_000;

    private final Keys keys;
    private final Retention retention;
    private volatile long allowed;
    private volatile long used;
    private volatile long entries;
    /** How many bytes were read since Redis told its memory. */
    private long grown;
    /** How many bytes may have come since Redis counted those of the log. */
    private long uncounted = Long.MAX_VALUE / 2;

    private long warnedMillis;
    private volatile String refusal = "";

    /**
     * Creates a trimmer.
     *
     * @param allowed how many bytes of memory Redis may take, 0 if there is no limit
     */
    public LogTrimmer(Keys keys, Retention retention, long allowed) {
        this.keys = keys;
        this.retention = retention;
        this.allowed = allowed;
    }

    /** The tail has read a part of the log. */
    void read(LogPage page) {
        long bytes = page.bytes() + OVERHEAD * page.count();
        grown += bytes;
        uncounted += bytes;
    }

    /** {@return whether the log is to be looked at now, because it or the memory may have become too large} */
    boolean isDue() {
        return isFull(used + grown + grown / ALLOCATED) || isToBeCounted();
    }

    private boolean isToBeCounted() {
        return uncounted > retention.bytes(allowed) / SHARE;
    }

    /** {@return the call that cuts the log; {@link LogState#of} reads the reply} */
    Call call() {
        Object most = isToBeCounted() ? retention.bytes(allowed) : "";
        return LogState.inspect(keys).add(retention.time().toMillis(), retention.entries(), most);
    }

    /** The call was answered. */
    void trimmed(LogState state) {
        long millis = state.newest().millis();
        if (state.tooLong() && millis - warnedMillis > PAUSE_MILLIS) {
            warnedMillis = millis;
            LOG.warn(
                    "The log has more than {} entries or {} bytes; it is cut early, and absent clients may miss messages",
                    retention.entries(),
                    retention.bytes(allowed));
        }
        uncounted = isToBeCounted() ? 0 : uncounted;
        used = state.used();
        allowed = state.allowed();
        entries = state.entries();
        grown = 0;
        refuse(isFull(used));
    }

    /** {@return how many entries the log had when it was looked at last; from any thread} */
    public long entries() {
        return entries;
    }

    /** {@return how many bytes of memory Redis took when it was looked at last; from any thread} */
    public long used() {
        return used;
    }

    /** {@return how many bytes of memory Redis may take, 0 if there is no limit; from any thread} */
    public long allowed() {
        return allowed;
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
    public Optional<EngineException> refusal() {
        String reason = refusal;
        return reason.isEmpty() ? Optional.empty() : Optional.of(new EngineException(reason));
    }
}
