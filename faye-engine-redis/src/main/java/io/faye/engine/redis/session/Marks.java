package io.faye.engine.redis.session;

import io.faye.engine.redis.log.LogId;
import java.util.Arrays;

/** Where in the log the messages are that wait for one client: ids in a circular array. Not safe for threads. */
final class Marks {

    private static final long[] NONE = {};
    private static final int FIRST_CAPACITY = 8;
    private static final int KEPT_CAPACITY = 16;

    /** Two for each id. */
    private long[] slots = NONE;

    private int head;
    private int size;

    int size() {
        return size;
    }

    void add(LogId id) {
        if (2 * size == slots.length) {
            grow();
        }
        int at = slot(size);
        slots[at] = id.millis();
        slots[at + 1] = id.sequence();
        size++;
    }

    LogId first() {
        return new LogId(slots[slot(0)], slots[slot(0) + 1]);
    }

    /** What is after an id comes right after it, as far as others have to know. */
    void rewind(LogId to) {
        for (int i = 0; i < size; i++) {
            int at = slot(i);
            if (new LogId(slots[at], slots[at + 1]).isAfter(to)) {
                slots[at] = to.millis();
                slots[at + 1] = to.sequence() + 1;
            }
        }
    }

    void remove(int count) {
        head = slot(Math.min(count, size));
        size -= Math.min(count, size);
        if (size == 0 && slots.length > KEPT_CAPACITY) {
            slots = NONE;
            head = 0;
        }
    }

    private int slot(int index) {
        return slots.length == 0 ? 0 : (head + 2 * index) & (slots.length - 1);
    }

    private void grow() {
        long[] larger = Arrays.copyOf(NONE, Math.max(FIRST_CAPACITY, 2 * slots.length));
        for (int i = 0; i < size; i++) {
            larger[2 * i] = slots[slot(i)];
            larger[2 * i + 1] = slots[slot(i) + 1];
        }
        slots = larger;
        head = 0;
    }
}
