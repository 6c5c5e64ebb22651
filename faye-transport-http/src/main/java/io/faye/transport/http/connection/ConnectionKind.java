package io.faye.transport.http.connection;

/** What a connection speaks. */
public enum ConnectionKind {
    /** Plain HTTP: polls and pages, and a connection that has not sent a request yet. */
    HTTP,
    /** A WebSocket. */
    WEBSOCKET,
    /** An event stream. */
    EVENT_STREAM
}
