package io.faye.engine;

import org.jspecify.annotations.Nullable;

/** One entry of {@link ClientOperations}, linked to the one after it. */
abstract class ClientOperation {

    /** Guarded by the lock of the operations that it belongs to. */
    @Nullable
    ClientOperation next;

    /** Guarded by the same lock. */
    boolean settled;

    /** Begins the operation. Settles it now or later. */
    abstract void call(ClientOperations operations);

    /**
     * Reports the events of the operation, after it has settled.
     *
     * @param ended whether the end of the session was announced before
     * @return whether this operation announces the end of the session
     */
    abstract boolean announce(boolean ended);

    /** Completes the caller's stage. */
    void complete() {}

    /** Something that has to be called in order, and whose result nobody else waits for. */
    static final class Call extends ClientOperation {

        private final Runnable call;

        Call(Runnable call) {
            this.call = call;
        }

        @Override
        void call(ClientOperations operations) {
            call.run();
            operations.settle(this);
        }

        @Override
        boolean announce(boolean ended) {
            return false;
        }
    }

    /** Something that is told and has to be announced in order. */
    static final class Notice extends ClientOperation {

        private final Runnable notice;
        private final boolean isEnd;

        private Notice(Runnable notice, boolean isEnd) {
            this.notice = notice;
            this.isEnd = isEnd;
        }

        static Notice of(Runnable notice) {
            return new Notice(notice, false);
        }

        /** Reports the end of the session. */
        static Notice ofEnd(Runnable notice) {
            return new Notice(notice, true);
        }

        @Override
        void call(ClientOperations operations) {
            operations.settle(this);
        }

        @Override
        boolean announce(boolean ended) {
            notice.run();
            return isEnd;
        }
    }
}
