package io.faye.engine;

/**
 * Something of one client, such as a queue or a connection, whose memory counts in a {@link MemoryBudget}. Its
 * {@code toString} says in the log what it is, without a secret.
 */
public interface MemoryHolder {

    /**
     * {@return how many bytes it holds} What it shares with others counts in full: nobody looks smaller for sharing. May be
     * called from any thread.
     */
    long heldBytes();

    /**
     * Gives up what it holds, and releases it in the budget before the call returns. Called on the budget's executor, without
     * a lock. Does nothing if nothing is held any more.
     */
    void evict();
}
