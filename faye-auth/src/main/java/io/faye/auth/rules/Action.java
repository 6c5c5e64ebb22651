package io.faye.auth.rules;

/** What {@link AccessRules} decide about. */
public enum Action {
    /** Beginning a session. */
    HANDSHAKE,
    /** Hearing what is published to a channel. */
    SUBSCRIBE,
    /** Publishing to a channel, with or without a session. */
    PUBLISH;

    @Override
    public String toString() {
        return this == HANDSHAKE ? "shake hands" : this == SUBSCRIBE ? "subscribe to" : "publish to";
    }
}
