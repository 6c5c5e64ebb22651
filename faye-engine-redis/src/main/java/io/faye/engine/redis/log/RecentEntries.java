package io.faye.engine.redis.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest part of the log, so that a client that moves here seldom makes us read it again. Not safe for threads. */
public final class RecentEntries {

    private static final int MOST_ENTRIES = 20_000;
    private static final long MOST_BYTES = 16L << 20;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long bytes;
    /** Everything behind this is here. */
    private LogId start;

    public RecentEntries(LogId start) {
        this.start = start;
    }

    public void restart(LogId from) {
        entries.clear();
        bytes = 0;
        start = from;
    }

    public void add(Entry entry) {
        entries.addLast(entry);
        bytes += length(entry);
        while (entries.size() > MOST_ENTRIES || bytes > MOST_BYTES) {
            Entry oldest = entries.removeFirst();
            bytes -= length(oldest);
            start = oldest.id();
        }
    }

    private static long length(Entry entry) {
        return entry instanceof Entry.Published published ? published.body().length() : 0;
    }

    /** {@return what is behind an id, oldest first; null if not all of it is here any more} */
    public @Nullable List<Entry> behind(LogId id) {
        if (start.isAfter(id)) {
            return null;
        }
        List<Entry> found = new ArrayList<>();
        for (Iterator<Entry> newest = entries.descendingIterator(); newest.hasNext(); ) {
            Entry entry = newest.next();
            if (!entry.id().isAfter(id)) {
                break;
            }
            found.add(entry);
        }
        java.util.Collections.reverse(found);
        return found;
    }
}
