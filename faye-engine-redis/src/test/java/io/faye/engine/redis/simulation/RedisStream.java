package io.faye.engine.redis.simulation;

import io.faye.engine.redis.log.LogId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A stream of Redis. */
final class RedisStream {

    private final NavigableMap<LogId, List<String>> entries;
    private LogId newest;
    private long added;

    RedisStream() {
        this(new TreeMap<>(), LogId.NONE, 0);
    }

    private RedisStream(NavigableMap<LogId, List<String>> entries, LogId newest, long added) {
        this.entries = entries;
        this.newest = newest;
        this.added = added;
    }

    RedisStream copy() {
        return new RedisStream(new TreeMap<>(entries), newest, added);
    }

    LogId add(long nowMillis, List<String> fields) {
        newest = nowMillis > newest.millis()
                ? new LogId(nowMillis, 0)
                : new LogId(newest.millis(), newest.sequence() + 1);
        entries.put(newest, List.copyOf(fields));
        added++;
        return newest;
    }

    int length() {
        return entries.size();
    }

    /** {@return entries as Redis returns them} */
    List<Object> range(String first, String last, int most) {
        return read(between(first, last), most);
    }

    List<Object> backwards(String last, String first, int most) {
        return read(between(first, last).descendingMap(), most);
    }

    List<Object> after(LogId id, int most) {
        return read(entries.tailMap(id, false), most);
    }

    private NavigableMap<LogId, List<String>> between(String first, String last) {
        NavigableMap<LogId, List<String>> found =
                first.equals("-") ? entries : entries.tailMap(bound(first, 0), !first.startsWith("("));
        if (last.equals("+")) {
            return found;
        }
        LogId end = bound(last, Long.MAX_VALUE);
        return first.equals("-") || !bound(first, 0).isAfter(end)
                ? found.headMap(end, !last.startsWith("("))
                : new TreeMap<>();
    }

    private static LogId bound(String text, long sequence) {
        String id = text.startsWith("(") ? text.substring(1) : text;
        return id.contains("-") ? LogId.parse(id) : new LogId(Long.parseLong(id), sequence);
    }

    private static List<Object> read(NavigableMap<LogId, List<String>> from, int most) {
        List<Object> found = new ArrayList<>();
        from.entrySet().stream()
                .limit(most)
                .forEach(entry -> found.add(List.of(entry.getKey().toString(), entry.getValue())));
        return found;
    }

    void trimBefore(String id) {
        entries.headMap(bound(id, 0), false).clear();
    }

    void trimTo(long most) {
        while (entries.size() > most) {
            entries.pollFirstEntry();
        }
    }

    /** {@return what {@code XINFO STREAM} says, as far as the engine asks} */
    List<Object> describe() {
        List<Object> about = new ArrayList<>(List.of(
                "length", (long) entries.size(), "last-generated-id", newest.toString(), "entries-added", added));
        about.add("first-entry");
        about.add(entries.isEmpty() ? null : range("-", "+", 1).get(0));
        return about;
    }
}
