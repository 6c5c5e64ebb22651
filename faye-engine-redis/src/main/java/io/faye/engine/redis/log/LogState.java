package io.faye.engine.redis.log;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import java.util.List;

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
 * @param tooLong whether it was cut early, because it had too many entries or bytes
 * @param used how many bytes of memory Redis takes, of those that count
 * @param allowed how many it may take, 0 if there is no limit
 */
public record LogState(
        LogId newest,
        long added,
        long length,
        long cutMillis,
        long timeMillis,
        LogId oldest,
        String history,
        String role,
        boolean tooLong,
        long used,
        long allowed) {

    /** {@return the call whose reply {@link #of} reads} */
    public static Call inspect(Keys keys) {
        return Script.INSPECT.call(keys.ofService());
    }

    public static LogState of(Object reply) {
        List<?> values = Replies.list(reply);
        return new LogState(
                LogId.parse(Replies.text(values.get(0))),
                Replies.number(values.get(1)),
                Replies.number(values.get(2)),
                Replies.number(values.get(3)),
                Replies.number(values.get(4)),
                LogId.parse(Replies.text(values.get(5))),
                Replies.text(values.get(6)),
                Replies.text(values.get(7)),
                Replies.number(values.get(8)) == 1,
                Replies.number(values.get(9)),
                Replies.number(values.get(10)));
    }
}
