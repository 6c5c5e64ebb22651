/**
 * The HTTP transports: {@link io.faye.transport.http.FayeHttpServer} listens, {@link io.faye.transport.http.HttpLimits}
 * bounds what it takes, and an {@link io.faye.transport.http.HttpHandler} serves what is not Bayeux.
 *
 * <p>The other packages are closed to users. Each may use those below it, and none of them uses this one:
 *
 * <pre>
 * server                                       the open port, and who answers a request
 * polling     websocket   eventstream          the transports
 *             streaming                        what the last two have in common
 * http1                                        requests in, responses out
 * connection                                   one connection, and what all of a server share
 * loop        admission   tls                  threads; which clients are let in; certificates
 * frame                                        frames of WebSockets
 * content     header                           what is written; what is read of a request
 * </pre>
 */
@NullMarked
package io.faye.transport.http;

import org.jspecify.annotations.NullMarked;
