/**
 * The server: {@link io.faye.server.BayeuxServer} for applications, {@link io.faye.server.MessageSink} and
 * {@link io.faye.server.Peer} for transports.
 */
@NullMarked
package io.faye.server;

import org.jspecify.annotations.NullMarked;
