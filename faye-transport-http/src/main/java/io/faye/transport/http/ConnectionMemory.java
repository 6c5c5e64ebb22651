package io.faye.transport.http;

import io.faye.engine.MemoryBudget;
import io.faye.engine.MemoryHolder;

/**
 * The memory that one connection makes the server hold: the part of a request that has come, and requests in work. After it
 * was evicted it counts nothing more, because the connection is being closed. Safe for threads.
 */
final class ConnectionMemory implements MemoryHolder {

    /** A connection that holds less is never evicted: that would help little. */
    private static final int SMALL = 4 << 10;

    private final MemoryBudget budget;
    private final Connection connection;
    private long unfinished;
    private long inWork;
    private boolean evicted;

    ConnectionMemory(MemoryBudget budget, Connection connection) {
        this.budget = budget;
        this.connection = connection;
    }

    /** {@return false if the server has too little memory for so many bytes more of a request} */
    boolean admits(long bytes) {
        boolean admitted = bytes == 0 || budget.admits(bytes);
        if (!admitted) {
            budget.refused(bytes, "request over a " + this);
        }
        return admitted;
    }

    /** So many bytes of a request, or of a message, are here without its end. */
    synchronized void unfinished(long bytes) {
        if (bytes != unfinished) {
            change(bytes, inWork);
        }
    }

    synchronized long unfinished() {
        return unfinished;
    }

    /** A request is in work. */
    synchronized void begin(long bytes) {
        change(unfinished, inWork + bytes);
    }

    /** A request is answered. */
    synchronized void finish(long bytes) {
        change(unfinished, inWork - bytes);
    }

    /** Nothing is held any more, and nothing will be. */
    synchronized void close() {
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
        connection.sequence.execute(connection::evicted);
    }

    @Override
    public String toString() {
        return "connection of " + connection.channel.remoteAddress();
    }
}
