package io.faye.transport.http.websocket;

import io.faye.transport.http.content.BodyBuffer;

/** The beginning of a WebSocket message whose last fragment has not come yet. */
record FragmentedMessage(BodyBuffer body, boolean isText, boolean isDeflated) {}
