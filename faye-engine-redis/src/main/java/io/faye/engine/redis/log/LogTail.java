package io.faye.engine.redis.log;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.RedisConnection;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log: a thread and a connection of its own, since reading waits until there is something. */
public final class LogTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    private static final Duration BLOCK = RedisConnection.LONGEST_BLOCK;

    private final Redis redis;
    private final Keys keys;
    private final LogFollower follower;
    private final LogTrimmer trimmer;
    private final InstantSource clock;
    private final PageSize pages = new PageSize();
    private volatile @Nullable RedisConnection connection;
    private Runnable end = () -> {};
    private volatile String history;
    /** Those of the same Redis that are known by now. */
    private Set<String> histories;

    private long lookedMillis;
    private volatile long readMillis;
    private volatile boolean following;

    /**
     * Creates a tail that does not read yet.
     *
     * @param start where the log ended when {@code follower} began
     */
    public LogTail(
            Redis redis, Keys keys, LogFollower follower, LogTrimmer trimmer, LogState start, InstantSource clock) {
        this.redis = redis;
        this.keys = keys;
        this.follower = follower;
        this.trimmer = trimmer;
        this.history = start.history();
        this.histories = start.histories().keySet();
        this.clock = clock;
        this.readMillis = clock.millis();
    }

    public void start() {
        end = redis.repeat("faye-redis-tail", this::step);
    }

    /** {@return the id of the history of the Redis that is followed: another one after each restart and failover} */
    public String history() {
        return history;
    }

    /** {@return whether the tail is connected, and has seen which history Redis has} */
    public boolean isFollowing() {
        return following;
    }

    /** {@return how long ago the log was read, or nothing new was found in it} */
    public Duration age() {
        return Duration.ofMillis(clock.millis() - readMillis);
    }

    /** Reads what is new, or waits for a second until there is something, and applies it. */
    private void step() {
        try {
            RedisConnection open = connected();
            List<?> raw = read(open);
            if (!raw.isEmpty()) {
                apply(LogPage.of(raw, follower.last()));
            }
            if (raw.isEmpty() || clock.millis() - lookedMillis > BLOCK.toMillis() || trimmer.isDue()) {
                look(open);
            }
        } catch (RuntimeException | Error e) {
            disconnect();
            pages.failed();
            throw e;
        }
    }

    private RedisConnection connected() {
        RedisConnection known = connection;
        if (known != null) {
            return known;
        }
        RedisConnection opened = redis.connect();
        connection = opened;
        opened.execute(Script.INSPECT.load());
        look(opened);
        following = true;
        return opened;
    }

    /** Redis does not tell that the log was trimmed between two reads, and so is asked for the cut after each. */
    private List<?> read(RedisConnection from) {
        Call read = Call.of(
                "XREAD", "COUNT", pages.next(), "BLOCK", BLOCK.toMillis(), "STREAMS", keys.log(), follower.last());
        List<?> replies = from.execute(List.of(read, Call.of("HGET", keys.heartbeat(), "cut")));
        readMillis = clock.millis();
        if (replies.get(1) instanceof byte[] cut) {
            endMissed(LogId.parse(Replies.text(cut)));
        }
        List<?> streams = Replies.list(replies.get(0));
        return streams.isEmpty()
                ? List.of()
                : Replies.list(Replies.list(streams.get(0)).get(1));
    }

    private void endMissed(LogId cut) {
        LogId last = follower.last();
        if (cut.isAfter(last)) {
            LOG.error(
                    "The log was trimmed before this process had read it; its sessions end (last={}, cut={})",
                    last,
                    cut);
            follower.missed(cut);
        }
    }

    private void apply(LogPage page) {
        pages.read(page.count(), page.bytes());
        trimmer.read(page);
        follower.apply(page);
    }

    private void look(RedisConnection at) {
        LogState state = LogState.of(at.execute(trimmer.call()));
        lookedMillis = clock.millis();
        trimmer.trimmed(state);
        if (!state.role().equals("master")) {
            throw new EngineException("This Redis takes no writes any more: it is a " + state.role());
        }
        if (!history.equals(state.history()) || follower.last().isAfter(state.newest())) {
            goOn(state, Divergence.find(at, keys, follower, state, state.kept(histories)));
            history = state.history();
        }
        histories = state.histories().keySet();
    }

    /** Redis may have lost the end of the log, and what it knew of sessions. */
    private void goOn(LogState state, LogId kept) {
        LOG.warn(
                "Redis was restarted or replaced; sessions are put back (log ends at={}, read up to={}, kept up to={})",
                state.newest(),
                follower.last(),
                kept);
        follower.restarted(state.history(), kept);
    }

    private void disconnect() {
        following = false;
        RedisConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    /** Reads nothing more. */
    @Override
    public void close() {
        disconnect();
        end.run();
    }
}
