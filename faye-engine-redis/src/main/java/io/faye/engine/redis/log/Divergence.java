package io.faye.engine.redis.log;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.RedisConnection;
import io.faye.engine.redis.client.Replies;
import java.util.List;

/**
 * Finds where the log parts from what this process has read, because Redis was started without its data or a replica took
 * over that lacked some.
 */
final class Divergence {

    private static final int PAGE = 64;
    /** This process knows no more of its own. */
    private static final int MOST = RecentEntries.MOST_ENTRIES;

    private Divergence() {}

    /**
     * {@return the newest entry that was kept, {@link LogId#NONE} if there is none} If the log still has what this process
     * has read, or has only been trimmed since, that entry may not have been read here yet.
     *
     * @param kept the newest entry that Redis says it has kept. It has kept more if its history began without a restart, as
     *     it does when a first replica comes: then this process may have read what came after.
     */
    static LogId find(RedisConnection at, Keys keys, LogFollower follower, LogState state, LogId kept) {
        LogId last = follower.last();
        boolean isSame = !last.isAfter(state.cut())
                || !last.isAfter(kept) && (last.equals(state.newest()) || exists(at, keys, last));
        return isSame ? kept : search(at, keys, follower, state.newest());
    }

    private static boolean exists(RedisConnection at, Keys keys, LogId id) {
        return !Replies.list(at.execute(Call.of("XRANGE", keys.log(), id, id, "COUNT", 1)))
                .isEmpty();
    }

    private static LogId search(RedisConnection at, Keys keys, LogFollower follower, LogId newest) {
        String end = newest.toString();
        for (int read = 0; read < MOST; read += PAGE) {
            List<?> page = Replies.list(at.execute(Call.of("XREVRANGE", keys.log(), end, "-", "COUNT", PAGE)));
            for (Object raw : page) {
                LoggedEntry entry = LoggedEntry.of(raw);
                if (follower.hasApplied(entry)) {
                    return entry.id();
                }
                end = "(" + entry.id();
            }
            if (page.size() < PAGE) {
                return LogId.NONE;
            }
        }
        return LogId.NONE;
    }
}
