/**
 * Polls: messages come in a request, replies and deliveries go out in its response.
 *
 * <pre>
 * LongPolling (POST), CallbackPolling (GET, JSON-P) -&gt; Poll -&gt; PollRequest (what extensions see)
 * </pre>
 */
@NullMarked
package io.faye.transport.http.polling;

import org.jspecify.annotations.NullMarked;
