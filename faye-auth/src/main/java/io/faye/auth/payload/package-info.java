/** Checks of the data that clients publish: JSON schemas, and checks of your own. Uses no other public package of this module. */
@NullMarked
package io.faye.auth.payload;

import org.jspecify.annotations.NullMarked;
