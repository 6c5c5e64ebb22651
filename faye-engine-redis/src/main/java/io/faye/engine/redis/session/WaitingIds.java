package io.faye.engine.redis.session;

import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The ids of the messages that a client has not acknowledged, oldest first: one for each position. Small when there are
 * none. Not safe for threads.
 */
final class WaitingIds {

    private static final int KEPT_CAPACITY = 16;
    /** Stands for the id of a message that Redis has lost: no other process can replay it. */
    private static final LogId LOST = LogId.NONE;

    private Deque<LogId> ids = new ArrayDeque<>(1);
    private boolean hasLost;

    int size() {
        return ids.size();
    }

    void add(LogId id) {
        ids.addLast(id);
    }

    void addLost(long count) {
        hasLost = true;
        for (long left = count; left > 0; left--) {
            ids.addLast(LOST);
        }
    }

    /** Forgets the oldest, so that only so many are left. */
    void keep(long most) {
        boolean isLarge = ids.size() > KEPT_CAPACITY;
        while (ids.size() > most) {
            ids.removeFirst();
        }
        if (ids.isEmpty()) {
            hasLost = false;
            ids = isLarge ? new ArrayDeque<>(1) : ids;
        }
    }

    /** Redis has lost all entries after one. */
    void rewind(LogId to) {
        if (ids.stream().anyMatch(id -> id.isAfter(to))) {
            Deque<LogId> rewound = new ArrayDeque<>(ids.size());
            ids.forEach(id -> rewound.addLast(id.isAfter(to) ? LOST : id));
            ids = rewound;
            hasLost = true;
        }
    }

    /**
     * {@return the client's position}
     *
     * @param last the position of the last message
     * @param end the id at which that is the position if none of these can be replayed
     * @param later what was lost of the messages that are yet to be queued
     */
    Position position(long last, LogId end, List<Position.Lost> later) {
        long count = last - ids.size();
        Iterator<LogId> oldest = ids.iterator();
        LogId first = LOST;
        while (oldest.hasNext() && first.equals(LOST)) {
            first = oldest.next();
            count += first.equals(LOST) ? 1 : 0;
        }
        return first.equals(LOST)
                ? new Position(last, end, later)
                : new Position(count, first.predecessor(), hasLost ? lost(first, oldest, later) : later);
    }

    private static List<Position.Lost> lost(LogId first, Iterator<LogId> others, List<Position.Lost> later) {
        List<Position.Lost> found = new ArrayList<>();
        LogId before = first;
        long lost = 0;
        while (others.hasNext()) {
            LogId id = others.next();
            if (id.equals(LOST)) {
                lost++;
            } else {
                add(found, before, lost);
                before = id;
                lost = 0;
            }
        }
        add(found, before, lost);
        found.addAll(later);
        return List.copyOf(found);
    }

    private static void add(List<Position.Lost> found, LogId before, long lost) {
        if (lost > 0) {
            found.add(new Position.Lost(before, lost));
        }
    }
}
