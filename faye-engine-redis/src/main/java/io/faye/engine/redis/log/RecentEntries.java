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

    private final Deque<LoggedEntry> entries = new ArrayDeque<>();
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

    /** Forgets everything: some entries up to this one were not read. */
    public void restart(LogId upTo) {
        entries.clear();
        bytes = 0;
        start = upTo;
    }

    /** Forgets the entries after an id, because Redis has lost them. */
    public void rewind(LogId to) {
        while (!entries.isEmpty() && entries.getLast().id().isAfter(to)) {
            bytes -= entries.removeLast().bytes();
        }
        start = LogId.min(start, to);
    }

    public void add(LogPage page) {
        entries.addAll(page.logged());
        bytes += page.bytes();
        while (entries.size() > MOST_ENTRIES || bytes > MOST_BYTES) {
            LoggedEntry oldest = entries.removeFirst();
            bytes -= oldest.bytes();
            start = oldest.id();
        }
    }

    /** {@return what came after an id, or with it, oldest first; empty if not all of it is here any more} */
    public Optional<List<LoggedEntry>> after(LogId id) {
        if (start.isAfter(id)) {
            return Optional.empty();
        }
        List<LoggedEntry> found = new ArrayList<>();
        for (Iterator<LoggedEntry> newest = entries.descendingIterator(); newest.hasNext(); ) {
            LoggedEntry entry = newest.next();
            if (!entry.id().isAfter(id)) {
                break;
            }
            found.add(entry);
        }
        Collections.reverse(found);
        return Optional.of(found);
    }

    /** {@return what is in entries after an id} */
    public static List<Entry> read(List<LoggedEntry> entries, LogId after) {
        return entries.stream()
                .flatMap(logged -> logged.read().stream())
                .filter(entry -> entry.id().isAfter(after))
                .toList();
    }

    /** {@return whether the same entry is here} */
    public boolean contains(LoggedEntry entry) {
        for (Iterator<LoggedEntry> newest = entries.descendingIterator(); newest.hasNext(); ) {
            LoggedEntry known = newest.next();
            if (!known.id().isAfter(entry.id())) {
                return known.isSameAs(entry);
            }
        }
        return false;
    }
}
