/**
 * A connection that speaks HTTP/1.1: reads requests, gives them to a {@link io.faye.transport.http.http1.RequestHandler}, and writes the responses in order.
 *
 * <pre>
 * RequestDecoder -&gt; HttpConnection -&gt; RequestBody -&gt; RequestHandler
 *                   HttpConnection &lt;- ResponseQueue &lt;- PendingResponse &lt;- Response, ErrorResponses
 * </pre>
 */
@NullMarked
package io.faye.transport.http.http1;

import org.jspecify.annotations.NullMarked;
