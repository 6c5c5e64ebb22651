package io.faye.engine.redis.log;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the old end of the log each second, or at once when it has too many bytes; and refuses publishes while Redis is
 * nearly full, so that sessions live on. One process at a time does this for all.
 */
public final class LogTrimmer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogTrimmer.class);
    private static final long LONGEST_MILLIS = 1_000;
    /** Publishes are refused from here on, in hundredths of Redis' memory, and accepted again from there. */
    private static final long FULL = 90;

    private static final long ROOMY = 88;
    /** The allocator takes about a fifth more than it is asked for. */
    private static final int ALLOCATED = 5;

    private final Redis redis;
    private final Keys keys;
    private final Retention retention;
    private final LogSize size;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final Future<?> ticking;
    private volatile long memory;
    private volatile long used;
    private volatile long readWhenMeasured;
    private volatile String refusal = "";
    private boolean wasLong;

    /**
     * Begins to trim.
     *
     * @param size what the tail counts
     */
    public LogTrimmer(Redis redis, Keys keys, Retention retention, LogSize size, EngineContext context) {
        this.redis = redis;
        this.keys = keys;
        this.retention = retention;
        this.size = size;
        long millis = Math.max(1, Math.min(context.timeout().toMillis() / 4, LONGEST_MILLIS));
        this.ticking = context.scheduler().scheduleWithFixedDelay(this::tick, 0, millis, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (underWay.compareAndSet(false, true)) {
            trim(size.cut(mostBytes()));
        }
    }

    long mostBytes() {
        return retention.bytes(memory);
    }

    /** The tail has counted more: looks at once whether that is too much, for the log or for Redis. */
    void grown() {
        long read = size.read() - readWhenMeasured;
        if (isFull(used + read + read / ALLOCATED, memory)
                || size.cut(mostBytes()).isPresent()) {
            tick();
        }
    }

    private void trim(Optional<LogId> cut) {
        long read = size.read();
        Call call = Script.TRIM.call(
                keys.ofService(),
                retention.time().toMillis(),
                retention.entries(),
                cut.map(LogId::toString).orElse(""));
        redis.send(Command.of(
                call,
                reply -> {
                    underWay.set(false);
                    cut.ifPresent(size::cutTo);
                    readWhenMeasured = read;
                    trimmed(Replies.list(reply));
                },
                fault -> {
                    underWay.set(false);
                    LOG.debug("The log was not trimmed", fault);
                }));
    }

    private void trimmed(List<?> reply) {
        boolean isLong = Replies.number(reply.get(0)) == 1;
        if (isLong && !wasLong) {
            LOG.warn(
                    "The log has more than {} entries or {} bytes; it is cut early, and absent clients may miss messages",
                    retention.entries(),
                    mostBytes());
        }
        wasLong = isLong;
        used = Replies.number(reply.get(1));
        memory = Replies.number(reply.get(2));
        boolean wasFull = !refusal.isEmpty();
        boolean isFull = isFull(used, memory);
        refusal = isFull
                ? "Redis is nearly full (" + used + " of " + memory
                        + " bytes, maxmemory): publishes are refused until there is room"
                : "";
        if (isFull && !wasFull) {
            LOG.warn(refusal);
        } else if (wasFull && !isFull) {
            LOG.info("Redis has room again: publishes are accepted");
        }
    }

    private boolean isFull(long bytes, long allowed) {
        return allowed > 0 && bytes / (double) allowed * 100 >= (refusal.isEmpty() ? FULL : ROOMY);
    }

    /** {@return why publishes are refused, if they are} */
    Optional<EngineException> refusal() {
        String reason = refusal;
        return reason.isEmpty() ? Optional.empty() : Optional.of(new EngineException(reason));
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
