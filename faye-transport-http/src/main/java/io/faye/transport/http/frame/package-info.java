/**
 * Frames of WebSockets as the server sends them (RFC 6455), and their compression (RFC 7692).
 *
 * <pre>
 * FrameCache -&gt; FrameEncoder, MessageDeflater (encodes a delivery once for all receivers of an event loop)
 * DeflateOffer answers what a client offers; CloseCodes names the codes
 * </pre>
 */
@NullMarked
package io.faye.transport.http.frame;

import org.jspecify.annotations.NullMarked;
