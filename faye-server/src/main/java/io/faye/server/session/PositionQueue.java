package io.faye.server.session;

/** A queue of positions that needs no object for each. */
final class PositionQueue {

    private long[] positions = new long[2];
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(long position) {
        if (size == positions.length) {
            grow();
        }
        positions[(first + size) % positions.length] = position;
        size++;
    }

    private void grow() {
        long[] larger = new long[2 * size];
        for (int i = 0; i < size; i++) {
            larger[i] = positions[(first + i) % size];
        }
        positions = larger;
        first = 0;
    }

    /** {@return the oldest position} The queue must not be empty. */
    long remove() {
        long oldest = positions[first];
        first = (first + 1) % positions.length;
        size--;
        return oldest;
    }
}
