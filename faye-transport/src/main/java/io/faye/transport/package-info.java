/**
 * What transports of HTTP share: whose pages may use the server ({@link io.faye.transport.Origins}, {@link
 * io.faye.transport.Cors}), how JSON-P and event streams are written, how requests are refused, and the browser client's
 * files. Not for applications.
 */
@NullMarked
package io.faye.transport;

import org.jspecify.annotations.NullMarked;
