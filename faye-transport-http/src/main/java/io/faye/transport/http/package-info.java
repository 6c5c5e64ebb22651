/**
 * The HTTP transports: {@link io.faye.transport.http.FayeHttpServer} listens, {@link io.faye.transport.http.HttpLimits}
 * bounds what it takes, and an {@link io.faye.transport.http.HttpHandler} serves what is not Bayeux.
 */
@NullMarked
package io.faye.transport.http;

import org.jspecify.annotations.NullMarked;
