/**
 * WebSockets (RFC 6455).
 *
 * <pre>
 * WebSocketHandshake -&gt; WebSocketConnection -&gt; MessageAssembler -&gt; FrameDecoder, OversizedFrame
 *                       WebSocketConnection -&gt; Heartbeat, CloseHandshake
 * </pre>
 */
@NullMarked
package io.faye.transport.http.websocket;

import org.jspecify.annotations.NullMarked;
