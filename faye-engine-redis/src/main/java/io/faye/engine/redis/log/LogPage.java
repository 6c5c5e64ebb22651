package io.faye.engine.redis.log;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the log.
 *
 * @param logged all entries
 * @param entries what they hold, as far as it could be read
 * @param newest the id of the last one, also if it could not be read
 * @param bytes how long they are together
 */
public record LogPage(List<LoggedEntry> logged, List<Entry> entries, LogId newest, long bytes) {

    /**
     * {@return what Redis has returned}
     *
     * @param after what counts as the newest if there is none
     */
    public static LogPage of(List<?> raw, LogId after) {
        List<LoggedEntry> logged = new ArrayList<>(raw.size());
        List<Entry> entries = new ArrayList<>(raw.size());
        long bytes = 0;
        for (Object each : raw) {
            LoggedEntry entry = LoggedEntry.of(each);
            logged.add(entry);
            entries.addAll(entry.read());
            bytes += entry.bytes();
        }
        LogId newest = logged.isEmpty() ? after : logged.get(logged.size() - 1).id();
        return new LogPage(logged, entries, newest, bytes);
    }

    /** {@return how many entries there are} */
    int count() {
        return logged.size();
    }
}
