/**
 * The open port: accepts connections and decides who answers a request.
 *
 * <pre>
 * Listener -&gt; ConnectionInitializer -&gt; Router -&gt; LongPolling, CallbackPolling, WebSocketHandshake, EventStreamHandshake
 *                                      Router -&gt; HealthPages, Fallback (paths that are not the server's own)
 * </pre>
 */
@NullMarked
package io.faye.transport.http.server;

import org.jspecify.annotations.NullMarked;
