/** The client: {@link io.faye.client.FayeClient}, its builder and what it tells its application. */
@NullMarked
package io.faye.client;

import org.jspecify.annotations.NullMarked;
