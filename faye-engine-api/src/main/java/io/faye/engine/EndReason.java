package io.faye.engine;

/** Why a session ended. */
public enum EndReason {
    /** A client, an administrator, the application or a limit of the host asked for it by {@link Engine#destroyClient}. */
    REQUEST,
    /** Its time ran out without a ping. */
    EXPIRED,
    /** Its queue was full, or was evicted because memory was short. */
    OVERFLOWED,
    /** The engine ended it for another reason, such as entries of a log that are lost, or did not say why. */
    ENGINE
}
