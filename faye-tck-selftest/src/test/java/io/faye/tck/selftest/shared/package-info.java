/** A small engine of many processes on a store in one process's memory: right, so that wrong ones can be made of it. */
@NullMarked
package io.faye.tck.selftest.shared;

import org.jspecify.annotations.NullMarked;
