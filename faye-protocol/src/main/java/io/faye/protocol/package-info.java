/**
 * Bayeux 1.0 as values: {@link io.faye.protocol.Message}, {@link io.faye.protocol.Channel},
 * {@link io.faye.protocol.BayeuxError}, {@link io.faye.protocol.Advice}, and {@link io.faye.protocol.MessageCodec}
 * between them and bytes. Everything is immutable and safe to share between threads.
 */
@NullMarked
package io.faye.protocol;

import org.jspecify.annotations.NullMarked;
