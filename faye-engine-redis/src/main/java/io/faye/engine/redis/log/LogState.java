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
 * @param cut of the entries up to this id some were trimmed, of those after it none
 * @param history another one if Redis was restarted, or a replica took over
 * @param role whether Redis takes writes
 * @param tooLong whether the log was cut early, because it had too many entries or bytes
 * @param used how many bytes of memory Redis takes, of those that count
 * @param allowed how many bytes Redis may take, 0 if there is no limit
 * @param entries how many entries the log has
 */
public record LogState(
        LogId newest, LogId cut, String history, String role, boolean tooLong, long used, long allowed, long entries) {

    /** {@return the call whose reply {@link #of} reads} */
    public static Call inspect(Keys keys) {
        return Script.INSPECT.call(keys.ofService());
    }

    public static LogState of(Object reply) {
        List<?> values = Replies.list(reply);
        return new LogState(
                LogId.parse(Replies.text(values.get(0))),
                LogId.parse(Replies.text(values.get(1))),
                Replies.text(values.get(2)),
                Replies.text(values.get(3)),
                Replies.number(values.get(4)) == 1,
                Replies.number(values.get(5)),
                Replies.number(values.get(6)),
                Replies.number(values.get(7)));
    }
}
