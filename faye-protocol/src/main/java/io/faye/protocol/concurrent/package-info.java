/** Executors that several modules use. Not exported to others: it may change at any time. */
@NullMarked
package io.faye.protocol.concurrent;

import org.jspecify.annotations.NullMarked;
