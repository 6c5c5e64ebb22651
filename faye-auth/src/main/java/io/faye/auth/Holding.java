package io.faye.auth;

/**
 * One name that a session has subscribed to, or asks for: by how many messages whose answers are not there yet, and when
 * one was last answered that it holds it, 0 if it does not.
 */
record Holding(int asked, long since) {

    static final Holding NONE = new Holding(0, 0);

    boolean isNone() {
        return equals(NONE);
    }

    Holding ask() {
        return new Holding(asked + 1, since);
    }

    Holding answered() {
        return new Holding(Math.max(0, asked - 1), since);
    }

    Holding hold(long now) {
        return new Holding(asked, now);
    }

    /** Not what was asked for at the same time: nobody knows which the engine did first. */
    Holding leave(long begun) {
        return asked == 0 && since < begun ? NONE : this;
    }
}
