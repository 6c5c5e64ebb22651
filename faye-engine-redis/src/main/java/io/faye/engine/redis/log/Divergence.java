package io.faye.engine.redis.log;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.RedisConnection;
import io.faye.engine.redis.client.Replies;
import java.util.List;
import java.util.Optional;

/**
 * Where the log parts from what this process has read, because Redis was started without its data or a replica took
 * over that lacked some.
 *
 * @param common the newest entry that both have; {@link LogId#NONE} if none
 * @param unread how many entries came after it when the log was looked at
 */
record Divergence(LogId common, long unread) {

    private static final int PAGE = 64;
    /** This process knows no more of its own. */
    private static final int MOST = RecentEntries.MOST_ENTRIES;

    /** {@return nothing if the log still has what this process has read, or has only been trimmed since} */
    static Optional<Divergence> find(
            RedisConnection at, Keys keys, LogFollower follower, LogState state, TrimDetector detector) {
        LogId last = follower.last();
        if (last.equals(LogId.NONE)) {
            // Whatever the log had, this process has read nothing of it.
            return Optional.of(new Divergence(LogId.NONE, 0));
        }
        boolean trimmed = state.oldest().isAfter(last) && !detector.isReplaced(state);
        if (last.equals(state.newest()) || trimmed || exists(at, keys, last)) {
            return Optional.empty();
        }
        return Optional.of(search(at, keys, follower, state.newest()));
    }

    private static boolean exists(RedisConnection at, Keys keys, LogId id) {
        return !Replies.list(at.execute(Call.of("XRANGE", keys.log(), id, id, "COUNT", 1)))
                .isEmpty();
    }

    private static Divergence search(RedisConnection at, Keys keys, LogFollower follower, LogId newest) {
        String end = newest.toString();
        long unread = 0;
        while (unread < MOST) {
            List<?> page = Replies.list(at.execute(Call.of("XREVRANGE", keys.log(), end, "-", "COUNT", PAGE)));
            for (Object raw : page) {
                LoggedEntry entry = LoggedEntry.of(raw);
                if (follower.hasApplied(entry)) {
                    return new Divergence(entry.id(), unread);
                }
                unread++;
                end = "(" + entry.id();
            }
            if (page.size() < PAGE) {
                return new Divergence(LogId.NONE, unread);
            }
        }
        return new Divergence(LogId.NONE, unread);
    }
}
