/** What can be plugged into a client: a network in place of the JDK's, and a codec for objects. */
@NullMarked
package io.faye.client.spi;

import org.jspecify.annotations.NullMarked;
