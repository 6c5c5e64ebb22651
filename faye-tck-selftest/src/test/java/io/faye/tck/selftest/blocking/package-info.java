/** An engine that blocks, and follows the host's clock: what the kit's hand-turned time is hard on. */
@NullMarked
package io.faye.tck.selftest.blocking;

import org.jspecify.annotations.NullMarked;
