package io.faye.engine.redis.session;

/** Where a session of this process is in the {@linkplain Takeover takeover protocol}. */
enum SessionState {
    /** Claimed from another process, which has yet to hand its position over. Nothing can be read. */
    CLAIMED,
    /** The position is known, and the queue is filled from the log. Nothing can be read. */
    REPLAYING,
    /** Entries of the log are applied as they come. */
    LIVE,
    /** As before, but the attachment was released, and Redis has not confirmed that. */
    RELEASING,
    /** Another process owns the session. */
    MOVED,
    /** The session is over. */
    ENDED;

    /** {@return whether the queue holds all that the log holds} */
    boolean isFilled() {
        return this == LIVE || this == RELEASING;
    }

    boolean isOver() {
        return this == MOVED || this == ENDED;
    }
}
