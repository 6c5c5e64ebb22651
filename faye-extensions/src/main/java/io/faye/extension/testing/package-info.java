/** A test kit for extensions of one's own: messages go in, verdicts come out, without a server. */
@NullMarked
package io.faye.extension.testing;

import org.jspecify.annotations.NullMarked;
