package io.faye.transport.http.loop;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * How long a loop works before it takes new input: 5 ms, and then until the piece of work that it has begun is done. A slice
 * begins when the loop first asks after it has taken input. Belongs to the loop's thread.
 */
final class TimeSlice {

    private static final long LENGTH = TimeUnit.MILLISECONDS.toNanos(5);

    private final IntSupplier inputs;
    private int input;
    private long end;
    private boolean over;

    /**
     * Creates a slice that has not begun.
     *
     * @param inputs how often the loop has taken input
     */
    TimeSlice(IntSupplier inputs) {
        this.inputs = inputs;
        this.input = inputs.getAsInt() - 1;
    }

    /** {@return whether the time is over, by the clock} */
    boolean isOver() {
        int current = inputs.getAsInt();
        if (current == input) {
            over = over || System.nanoTime() - end >= 0;
        } else {
            input = current;
            end = System.nanoTime() + LENGTH;
            over = false;
        }
        return over;
    }

    /** {@return whether {@link #isOver} has found the time to be over} Does not look at the clock. */
    boolean wasFoundOver() {
        return over;
    }
}
