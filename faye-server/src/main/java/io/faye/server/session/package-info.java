/**
 * What this process keeps of sessions while they are attached here, and the two ways of delivery: over a stream and in
 * the answers to polls. Knows neither transports nor the form of requests.
 */
@NullMarked
package io.faye.server.session;

import org.jspecify.annotations.NullMarked;
