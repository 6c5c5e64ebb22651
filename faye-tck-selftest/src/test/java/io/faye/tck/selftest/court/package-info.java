/** Runs the kit on an engine, and hears what it says. */
@NullMarked
package io.faye.tck.selftest.court;

import org.jspecify.annotations.NullMarked;
