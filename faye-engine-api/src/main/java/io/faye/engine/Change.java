package io.faye.engine;

/** What an operation changed. */
public enum Change {
    /** The state is different now. */
    CHANGED,
    /** The state was as asked for already. */
    UNCHANGED,
    /** The session is unknown or has ended; nothing changed. */
    UNKNOWN_CLIENT,
    /** The session has as many subscriptions as {@link EngineLimits#maxSubscriptions} allows; nothing changed. */
    LIMIT_REACHED
}
