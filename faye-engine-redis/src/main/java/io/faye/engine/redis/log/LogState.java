package io.faye.engine.redis.log;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
 * @param histories the last ones that Redis had, each with the newest entry when it began
 */
public record LogState(
        LogId newest,
        LogId cut,
        String history,
        String role,
        boolean tooLong,
        long used,
        long allowed,
        long entries,
        Map<String, LogId> histories) {

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
                Replies.number(values.get(7)),
                histories(Replies.text(values.get(8))));
    }

    private static Map<String, LogId> histories(String text) {
        String[] words = text.split(" ", -1);
        Map<String, LogId> histories = new HashMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            histories.put(words[i], LogId.parse(words[i + 1]));
        }
        return Map.copyOf(histories);
    }

    /**
     * {@return the newest entry that Redis has not lost since it had only some histories} A process that has not followed all
     * of the others does not know what was lost between them.
     */
    LogId kept(Set<String> known) {
        return histories.entrySet().stream()
                .filter(each -> !known.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .min(LogId::compareTo)
                .orElse(newest);
    }
}
