package io.faye.auth.limits;

/**
 * One name that a session has subscribed to, or asks for: by how many messages whose answers are not there yet, and when
 * one was last answered that it holds it, 0 if it does not.
 */
record HeldSubscription(int asked, long since) {

    static final HeldSubscription NONE = new HeldSubscription(0, 0);

    boolean isNone() {
        return equals(NONE);
    }

    HeldSubscription ask() {
        return new HeldSubscription(asked + 1, since);
    }

    HeldSubscription answered() {
        return new HeldSubscription(Math.max(0, asked - 1), since);
    }

    HeldSubscription hold(long now) {
        return new HeldSubscription(asked, now);
    }

    /** A subscribe of the same time keeps the subscription, because the order of the two in the engine is not known. */
    HeldSubscription leave(long begun) {
        return asked == 0 && since < begun ? NONE : this;
    }
}
