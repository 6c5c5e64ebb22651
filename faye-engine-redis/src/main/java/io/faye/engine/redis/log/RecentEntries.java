package io.faye.engine.redis.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The newest part of the log, so that a session that comes here seldom makes this process read it again. Not safe for
 * threads.
 */
public final class RecentEntries {

    static final int MOST_ENTRIES = 20_000;
    private static final long MOST_BYTES = 16L << 20;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long bytes;
    /** Everything after this is here. */
    private LogId start;

    /**
     * Creates an empty part.
     *
     * @param start after which everything is added
     */
    public RecentEntries(LogId start) {
        this.start = start;
    }

    /** Forgets everything: some entries before this one were not read. */
    public void restart(LogId from) {
        entries.clear();
        bytes = 0;
        start = from;
    }

    /** Forgets the entries after an id, because Redis has lost them. */
    public void rewind(LogId to) {
        while (!entries.isEmpty() && entries.getLast().id().isAfter(to)) {
            bytes -= length(entries.removeLast());
        }
        start = LogId.min(start, to);
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

    /** {@return what came after an id, oldest first; empty if not all of it is here any more} */
    public Optional<List<Entry>> after(LogId id) {
        if (start.isAfter(id)) {
            return Optional.empty();
        }
        List<Entry> found = new ArrayList<>();
        for (Iterator<Entry> newest = entries.descendingIterator(); newest.hasNext(); ) {
            Entry entry = newest.next();
            if (!entry.id().isAfter(id)) {
                break;
            }
            found.add(entry);
        }
        Collections.reverse(found);
        return Optional.of(found);
    }

    /** {@return whether an entry with the same id and origin is here} */
    public boolean contains(Entry entry) {
        for (Iterator<Entry> newest = entries.descendingIterator(); newest.hasNext(); ) {
            Entry known = newest.next();
            if (!known.id().isAfter(entry.id())) {
                return known.id().equals(entry.id()) && known.origin().equals(entry.origin());
            }
        }
        return false;
    }
}
