/** Tests for engines, to be extended: {@link io.faye.tck.EngineTck} for what one process can show. */
@NullMarked
package io.faye.tck;

import org.jspecify.annotations.NullMarked;
