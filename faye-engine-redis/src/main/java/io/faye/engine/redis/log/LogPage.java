package io.faye.engine.redis.log;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the log.
 *
 * @param entries those that could be read
 * @param newest the id of the last one, also if it could not be read
 * @param count how many there were
 * @param bytes how long they are together
 */
public record LogPage(List<Entry> entries, LogId newest, int count, long bytes) {

    /**
     * {@return what Redis has returned}
     *
     * @param after what counts as the newest if there is none
     */
    public static LogPage of(List<?> raw, LogId after) {
        List<Entry> entries = new ArrayList<>(raw.size());
        LogId newest = after;
        long bytes = 0;
        for (Object each : raw) {
            newest = EntryReader.id(each);
            bytes += EntryReader.bytes(each);
            EntryReader.read(newest, each).ifPresent(entries::add);
        }
        return new LogPage(entries, newest, raw.size(), bytes);
    }
}
