package io.faye.engine;

import org.jspecify.annotations.Nullable;

/**
 * The operations of one session that are under way in this process. They are called in the order in which they came, one
 * call at a time, and announced in the same order, each when it and all before it have settled. No lock is held while
 * an operation is called, announced or completed.
 */
final class ClientOperations {

    private @Nullable ClientOperation first;
    private @Nullable ClientOperation last;
    private @Nullable ClientOperation uncalled;
    private boolean calling;
    private boolean announcing;
    private boolean ended;

    synchronized void add(ClientOperation operation) {
        if (last == null) {
            first = operation;
        } else {
            last.next = operation;
        }
        last = operation;
        if (uncalled == null) {
            uncalled = operation;
        }
    }

    /** {@return whether nothing is under way, so that the next operation may begin with another queue} */
    synchronized boolean isEmpty() {
        return first == null && !calling && !announcing;
    }

    /** Calls and announces what can be called and announced now. */
    void advance() {
        for (ClientOperation next = nextCall(); next != null; next = nextCall()) {
            next.call(this);
            called();
        }
        announce();
    }

    private synchronized @Nullable ClientOperation nextCall() {
        ClientOperation next = calling ? null : uncalled;
        if (next != null) {
            calling = true;
            uncalled = next.next;
        }
        return next;
    }

    private synchronized void called() {
        calling = false;
    }

    private void announce() {
        for (ClientOperation next = nextAnnouncement(); next != null; next = nextAnnouncement()) {
            announced(next.announce(ended));
            next.complete();
        }
    }

    private synchronized @Nullable ClientOperation nextAnnouncement() {
        ClientOperation next = first;
        if (announcing || next == null || !next.settled) {
            return null;
        }
        announcing = true;
        first = next.next;
        if (first == null) {
            last = null;
        }
        return next;
    }

    private synchronized void announced(boolean endOfSession) {
        ended |= endOfSession;
        announcing = false;
    }

    /** {@return false if the operation has settled before} */
    synchronized boolean settle(ClientOperation operation) {
        boolean settles = !operation.settled;
        operation.settled = true;
        return settles;
    }
}
