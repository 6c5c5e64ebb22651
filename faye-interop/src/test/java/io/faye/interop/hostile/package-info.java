/** Attacks on the standalone server, and what those who did nothing wrong notice of them. */
@NullMarked
package io.faye.interop.hostile;

import org.jspecify.annotations.NullMarked;
