package io.faye.engine.support;

import io.faye.protocol.Message;
import org.jspecify.annotations.Nullable;

/** A queue in a circular array that grows as needed, and goes when it was large and is empty. Not safe for threads. */
final class MessageRing {

    private static final @Nullable Message[] NONE = {};
    private static final int FIRST_CAPACITY = 4;
    /** An array up to that long is kept while empty: the next message comes soon, or little is lost. */
    private static final int KEPT_CAPACITY = 8;

    private @Nullable Message[] slots = NONE;
    private int head;
    private int size;

    int size() {
        return size;
    }

    void add(Message message) {
        if (size == slots.length) {
            grow();
        }
        slots[slot(size)] = message;
        size++;
    }

    Message get(int index) {
        Message message = slots[slot(index)];
        if (index >= size || message == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return message;
    }

    Message remove() {
        Message message = get(0);
        slots[head] = null;
        head = slot(1);
        size--;
        if (size == 0 && slots.length > KEPT_CAPACITY) {
            clear();
        }
        return message;
    }

    void clear() {
        slots = NONE;
        head = 0;
        size = 0;
    }

    private int slot(int index) {
        return (head + index) & (slots.length - 1);
    }

    private void grow() {
        @Nullable Message[] larger = new Message[Math.max(FIRST_CAPACITY, 2 * size)];
        for (int i = 0; i < size; i++) {
            larger[i] = get(i);
        }
        slots = larger;
        head = 0;
    }
}
