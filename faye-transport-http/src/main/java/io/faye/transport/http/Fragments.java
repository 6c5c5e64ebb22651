package io.faye.transport.http;

/** The beginning of a WebSocket message whose end has not come yet. */
record Fragments(Body body, boolean isText, boolean isDeflated) {}
