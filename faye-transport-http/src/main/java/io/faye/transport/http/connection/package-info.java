/**
 * What all kinds of connections have in common, and what all connections of a server share.
 *
 * <pre>
 * Connection -&gt; ServerContext (limits, admission, counters, TLS), ContentWriter (long contents)
 *            -&gt; ReadRate, WriteRate, ConnectionAge (what ends a connection that is slow or old)
 * </pre>
 */
@NullMarked
package io.faye.transport.http.connection;

import org.jspecify.annotations.NullMarked;
