package io.faye.engine.support;

import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something with many items on an executor's thread, in turns of 5 ms: between two turns the executor's other tasks
 * run. Safe for any number of threads, which take no turns from each other.
 */
public final class Turns {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final long LENGTH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** With so many items something that is quick takes about a millisecond. */
    private static final int MANY = 1_000;
    /** The clock is looked at after so many items. */
    private static final int ITEMS_PER_LOOK = 16;

    private final Executor executor;

    /**
     * Creates turns.
     *
     * @param executor runs tasks in the order given
     */
    public Turns(Executor executor) {
        this.executor = executor;
    }

    /**
     * Does something with items: now, if they are few, else on the executor.
     *
     * @param items what something is done with; nobody changes them
     * @param action does it with one item, and is quick; what it throws is logged, and the other items have their turn
     * @param <T> the items' type
     */
    public <T> void forEach(Collection<T> items, Consumer<? super T> action) {
        if (items.size() > MANY) {
            forEachLater(items, action);
        } else {
            items.forEach(item -> run(item, action));
        }
    }

    /**
     * Does something with items on the executor.
     *
     * @param items what something is done with; nobody changes them
     * @param action does it with one item; what it throws is logged, and the other items have their turn
     * @param <T> the items' type
     */
    public <T> void forEachLater(Collection<T> items, Consumer<? super T> action) {
        Iterator<T> left = items.iterator();
        if (left.hasNext()) {
            executor.execute(() -> run(left, action, () -> {}));
        }
    }

    /**
     * Takes a turn on this thread, which is the executor's, and the others after it.
     *
     * @param left the items; used by one thread at a time
     * @param end runs after the last item
     */
    <T> void run(Iterator<T> left, Consumer<? super T> action, Runnable end) {
        long begin = System.nanoTime();
        for (int count = 1; left.hasNext(); count++) {
            run(left.next(), action);
            if (count % ITEMS_PER_LOOK == 0 && System.nanoTime() - begin >= LENGTH_NANOS) {
                executor.execute(() -> run(left, action, end));
                return;
            }
        }
        end.run();
    }

    private static <T> void run(T item, Consumer<? super T> action) {
        try {
            action.accept(item);
        } catch (RuntimeException | Error e) {
            LOG.error("A piece of work failed; continuing with the next", e);
        }
    }
}
