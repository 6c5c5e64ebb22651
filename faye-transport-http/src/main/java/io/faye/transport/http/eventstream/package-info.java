/**
 * Event streams (EventSource of the HTML standard).
 *
 * <pre>
 * EventStreamHandshake -&gt; EventStreamConnection -&gt; EventEncoder
 * </pre>
 */
@NullMarked
package io.faye.transport.http.eventstream;

import org.jspecify.annotations.NullMarked;
