package io.faye.engine;

import org.jspecify.annotations.Nullable;

/**
 * The operations of one session that are under way in this process. They are called in the order in which they came, one
 * call at a time, and announced in the same order, each when it and all before it have settled. An operation that times
 * out before it was called is not called. No lock is held while an operation is called, announced or completed.
 */
final class ClientOperations {

    private @Nullable ClientOperation first;
    private @Nullable ClientOperation last;
    private @Nullable ClientOperation uncalled;
    private @Nullable ClientOperation firstLate;
    private @Nullable ClientOperation lastLate;
    private int outstanding;
    private boolean calling;
    private boolean announcing;
    private boolean ended;

    /** Creates the operations of a session that has none under way. */
    ClientOperations() {}

    /** Creates the operations of a session that has none under way but this one. */
    ClientOperations(ClientOperation operation) {
        first = operation;
        last = operation;
        uncalled = operation;
    }

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

    /** {@return whether nothing is under way, so that this can be forgotten} */
    synchronized boolean isEmpty() {
        return first == null && firstLate == null && outstanding == 0 && !calling && !announcing;
    }

    /** Calls and announces what can be called and announced now. */
    void advance() {
        for (ClientOperation next = nextCall(); next != null; next = nextCallAfterThis()) {
            next.call(this);
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

    private synchronized @Nullable ClientOperation nextCallAfterThis() {
        calling = false;
        return nextCall();
    }

    private void announce() {
        for (ClientOperation next = nextAnnouncement(); next != null; next = nextAnnouncement()) {
            announced(next.announce(ended));
            next.complete();
        }
    }

    private synchronized @Nullable ClientOperation nextAnnouncement() {
        if (announcing) {
            return null;
        }
        ClientOperation next = firstLate == null ? nextSettled() : firstLate;
        if (next == firstLate && next != null) {
            firstLate = next.next;
        }
        announcing = next != null;
        return next;
    }

    private @Nullable ClientOperation nextSettled() {
        ClientOperation next = first;
        if (next == null || !next.settled) {
            return null;
        }
        first = next.next;
        if (first == null) {
            last = null;
        }
        if (uncalled == next) {
            uncalled = next.next;
        }
        return next;
    }

    private synchronized void announced(boolean endOfSession) {
        ended |= endOfSession;
        announcing = false;
    }

    /** Says that an operation has timed out, and that its fact may still arrive. */
    synchronized void expectLate() {
        outstanding++;
    }

    /** Says that the fact of an operation that has timed out will not be announced. */
    synchronized void forgetLate() {
        outstanding--;
    }

    /** Announces the fact of an operation that has timed out before those of the operations that began after it. */
    synchronized void addLate(ClientOperation fact) {
        outstanding--;
        if (firstLate == null) {
            firstLate = fact;
        } else if (lastLate != null) {
            lastLate.next = fact;
        }
        lastLate = fact;
    }

    /** {@return false if the operation has settled before} */
    synchronized boolean settle(ClientOperation operation) {
        boolean settles = !operation.settled;
        operation.settled = true;
        return settles;
    }
}
