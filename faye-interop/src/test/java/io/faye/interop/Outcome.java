package io.faye.interop;

/**
 * How the server answered an operation.
 *
 * @param error the refusal as its code, arguments and text, such as {@code 403:/meta/x:Forbidden channel}; empty if
 *     the operation succeeded
 */
record Outcome(String error) {

    static final Outcome ACCEPTED = new Outcome("");
}
