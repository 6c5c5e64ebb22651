/**
 * Incoming and outgoing hooks, as Faye's documentation describes them: an {@link io.faye.extension.Extension} answers
 * each message with a {@link io.faye.extension.Verdict}.
 */
@NullMarked
package io.faye.extension;

import org.jspecify.annotations.NullMarked;
