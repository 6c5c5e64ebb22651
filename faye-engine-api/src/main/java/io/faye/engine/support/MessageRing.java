package io.faye.engine.support;

import io.faye.engine.MemoryBudget;
import io.faye.engine.MemoryHolder;
import org.jspecify.annotations.Nullable;

/**
 * A queue in a circular array that grows as needed, and goes when it was large and is empty. A slot may be without a
 * message. Counts in a memory budget its messages, its array, and what it is told. Not safe for threads.
 */
final class MessageRing {

    private static final @Nullable QueuedMessage[] NONE = {};
    private static final int FIRST_CAPACITY = 4;
    /** An array up to that long is kept while empty: the next message comes soon, or little is lost. */
    private static final int KEPT_CAPACITY = 8;

    private final MemoryBudget memory;
    private final MemoryHolder holder;
    private @Nullable QueuedMessage[] slots = NONE;
    private int head;
    private int size;
    private long length;
    private long messageBytes;
    private long otherBytes;
    private boolean registered;

    /**
     * Creates a queue without an array.
     *
     * @param holder is known to the budget from the first message on, until {@link #close}
     */
    MessageRing(MemoryBudget memory, MemoryHolder holder) {
        this.memory = memory;
        this.holder = holder;
    }

    int size() {
        return size;
    }

    /** {@return how many bytes of JSON are queued} */
    long length() {
        return length;
    }

    /** {@return how many bytes count in the budget, messages in full} */
    long heldBytes() {
        return messageBytes + bytes(slots.length) + otherBytes;
    }

    /** A reference takes 8 bytes in a large heap, 4 in a small one. */
    private static long bytes(int references) {
        return (long) Long.BYTES * references;
    }

    void countOther(long bytes) {
        register();
        otherBytes += bytes;
        memory.add(bytes);
    }

    private void register() {
        if (!registered) {
            registered = true;
            memory.register(holder);
        }
    }

    void add(QueuedMessage message) {
        addEmpty();
        slots[slot(size - 1)] = message;
        length += message.length();
        messageBytes += message.size();
        message.retain(memory);
    }

    /** Adds a slot without a message. */
    void addEmpty() {
        if (size == slots.length) {
            register();
            grow();
        }
        size++;
    }

    boolean isEmpty(int index) {
        return slots[slot(index)] == null;
    }

    /** {@return the first slot from an index on that has a message; the size if there is none} */
    int firstMessage(int index) {
        int first = index;
        while (first < size && isEmpty(first)) {
            first++;
        }
        return first;
    }

    QueuedMessage get(int index) {
        QueuedMessage message = slots[slot(index)];
        if (index >= size || message == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return message;
    }

    void remove() {
        QueuedMessage message = slots[head];
        slots[head] = null;
        head = slot(1);
        size--;
        if (message != null) {
            length -= message.length();
            messageBytes -= message.size();
            message.release(memory);
        }
        if (size == 0 && slots.length > KEPT_CAPACITY) {
            clear();
        }
    }

    /** Counts nothing any more. */
    void close() {
        clear();
        memory.release(otherBytes);
        otherBytes = 0;
        memory.unregister(holder);
    }

    /** Removes all messages. */
    void clear() {
        for (int i = firstMessage(0); i < size; i = firstMessage(i + 1)) {
            get(i).release(memory);
        }
        memory.release(bytes(slots.length));
        slots = NONE;
        head = 0;
        size = 0;
        length = 0;
        messageBytes = 0;
    }

    private int slot(int index) {
        return (head + index) & (slots.length - 1);
    }

    private void grow() {
        @Nullable QueuedMessage[] larger = new QueuedMessage[Math.max(FIRST_CAPACITY, 2 * size)];
        for (int i = 0; i < size; i++) {
            larger[i] = slots[slot(i)];
        }
        memory.add(bytes(larger.length - slots.length));
        slots = larger;
        head = 0;
    }
}
