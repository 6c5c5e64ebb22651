package io.faye.transport;

import io.faye.engine.MemoryBudget;
import io.faye.engine.MemoryHolder;

/**
 * The memory that one connection makes the server hold: the part of a request that has come, and requests in work. After it
 * was evicted it counts nothing more, because the connection is being closed. Safe for threads.
 */
public final class ConnectionMemory implements MemoryHolder {

    /** A connection that holds less is never evicted: that would help little. */
    private static final int SMALL = 4 << 10;

    private final MemoryBudget budget;
    private final Owner owner;
    private long unfinished;
    private long inWork;
    private boolean evicted;

    /** The connection whose memory is counted; its text names it in the log. */
    public interface Owner {

        /** Ends the connection soon, from any thread, because the server's memory is short and the connection holds much of that. */
        void evictSoon();
    }

    /**
     * Counts nothing yet.
     *
     * @param budget the server's memory
     * @param owner the connection
     */
    public ConnectionMemory(MemoryBudget budget, Owner owner) {
        this.budget = budget;
        this.owner = owner;
    }

    /**
     * {@return false if the server has too little memory for so many bytes more of a request}
     *
     * @param bytes how many
     */
    public boolean admits(long bytes) {
        boolean admitted = bytes == 0 || budget.admits(bytes);
        if (!admitted) {
            budget.refused(bytes, "request over a " + this);
        }
        return admitted;
    }

    /**
     * So many bytes of a request, or of a message, are here without its end.
     *
     * @param bytes how many
     */
    public synchronized void unfinished(long bytes) {
        if (bytes != unfinished) {
            change(bytes, inWork);
        }
    }

    /** {@return how many bytes of a request, or of a message, are here without its end} */
    public synchronized long unfinished() {
        return unfinished;
    }

    /**
     * A request is in work.
     *
     * @param bytes how many bytes it takes
     */
    public synchronized void begin(long bytes) {
        change(unfinished, inWork + bytes);
    }

    /**
     * A request is answered.
     *
     * @param bytes how many bytes it took
     */
    public synchronized void finish(long bytes) {
        change(unfinished, inWork - bytes);
    }

    /** Nothing is held any more, and nothing will be. */
    public synchronized void close() {
        change(0, 0);
        evicted = true;
    }

    private void change(long newUnfinished, long newInWork) {
        if (evicted) {
            return;
        }
        long before = heldBytes();
        unfinished = newUnfinished;
        inWork = newInWork;
        long now = heldBytes();
        if (now > SMALL && before <= SMALL) {
            budget.register(this);
        } else if (now <= SMALL && before > SMALL) {
            budget.unregister(this);
        }
        if (now > before) {
            budget.add(now - before);
        } else {
            budget.release(before - now);
        }
    }

    @Override
    public synchronized long heldBytes() {
        return unfinished + inWork;
    }

    @Override
    public void evict() {
        synchronized (this) {
            if (heldBytes() == 0) {
                return;
            }
            close();
        }
        owner.evictSoon();
    }

    @Override
    public String toString() {
        return "connection of " + owner;
    }
}
