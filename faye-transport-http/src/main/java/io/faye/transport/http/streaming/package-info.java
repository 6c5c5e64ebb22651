/**
 * What WebSockets and event streams have in common: messages go out at any time.
 *
 * <pre>
 * StreamingConnection -&gt; OutboundQueue (what the client has not taken)
 * UpgradeRequest: what extensions see of the request that opened the stream
 * </pre>
 */
@NullMarked
package io.faye.transport.http.streaming;

import org.jspecify.annotations.NullMarked;
