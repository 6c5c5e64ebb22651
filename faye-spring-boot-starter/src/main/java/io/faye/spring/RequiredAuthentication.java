package io.faye.spring;

/** What clients have to be authenticated for. */
public enum RequiredAuthentication {
    /** Nothing; extensions may refuse what they like. */
    NOTHING,
    /** Publishing. */
    PUBLISH,
    /** Everything, from the handshake on. */
    EVERYTHING
}
