package io.faye.engine.redis.log;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.RedisConnection;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.client.SupervisedThread;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log: a thread and a connection of its own, since reading waits until there is something. */
public final class LogTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    private static final int PAGE = 1_000;
    private static final Duration BLOCK = RedisConnection.LONGEST_BLOCK;
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final Redis redis;
    private final Keys keys;
    private final LogFollower follower;
    private final TrimDetector detector;
    private final InstantSource clock;
    private final SupervisedThread thread = new SupervisedThread("faye-redis-tail", this::step);
    private volatile @Nullable RedisConnection connection;
    private long lookedMillis;
    private volatile long readMillis;
    private volatile boolean following;

    /**
     * Creates a tail that does not read yet.
     *
     * @param start where the log ended when {@code follower} began
     */
    public LogTail(Redis redis, Keys keys, LogFollower follower, LogState start, InstantSource clock) {
        this.redis = redis;
        this.keys = keys;
        this.follower = follower;
        this.detector = new TrimDetector(start, clock);
        this.clock = clock;
        this.readMillis = clock.millis();
    }

    public void start() {
        thread.start();
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
    public void step() {
        try {
            RedisConnection open = connected();
            detector.reading();
            List<?> raw = read(open);
            detector.returned(BLOCK.toMillis());
            readMillis = clock.millis();
            if (!raw.isEmpty()) {
                apply(open, raw);
            }
            if (raw.isEmpty() || clock.millis() - lookedMillis > BLOCK.toMillis()) {
                look(open);
            }
        } catch (RuntimeException | Error e) {
            disconnect();
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
        detector.reconnected();
        look(opened);
        following = true;
        return opened;
    }

    private List<?> read(RedisConnection from) {
        Call read = Call.of("XREAD", "COUNT", PAGE, "BLOCK", BLOCK.toMillis(), "STREAMS", keys.log(), follower.last());
        List<?> streams = Replies.list(from.execute(read));
        return streams.isEmpty()
                ? List.of()
                : Replies.list(Replies.list(streams.get(0)).get(1));
    }

    private LogState inspect(RedisConnection at) {
        return LogState.of(at.execute(LogState.inspect(keys)));
    }

    private void apply(RedisConnection from, List<?> raw) {
        List<Entry> entries = new ArrayList<>(raw.size());
        for (Object each : raw) {
            Entry entry = EntryReader.read(each);
            if (entry != null) {
                entries.add(entry);
            }
        }
        if (detector.isToBeChecked(raw.size() == PAGE) && detector.hasPassed(inspect(from), follower.last())) {
            LOG.error("The log was trimmed before this node had read it: it is too slow. Its sessions end");
            follower.restart(EntryReader.id(raw.get(0)).predecessor());
        }
        LogId newest = EntryReader.id(raw.get(raw.size() - 1));
        detector.read(raw.size(), newest);
        follower.apply(entries, newest);
    }

    private void look(RedisConnection at) {
        LogState state = inspect(at);
        lookedMillis = clock.millis();
        if (!state.role().equals("master")) {
            throw new EngineException("This Redis takes no writes any more: it is a " + state.role());
        }
        detector.nothing(state, follower.last());
        boolean lost = follower.last().isAfter(state.newest());
        if (detector.isNewHistory(state) || lost) {
            LOG.warn(
                    "Redis was restarted or replaced: its log ends at {}, and was read up to {}{}",
                    state.newest(),
                    follower.last(),
                    lost ? "; what was accepted between is lost" : "");
            if (lost) {
                detector.restart(state);
                follower.rewind(state.newest());
            }
            follower.restore();
        }
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
        thread.close(CLOSING);
    }
}
