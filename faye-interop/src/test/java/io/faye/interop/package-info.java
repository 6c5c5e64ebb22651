/** Clients that others wrote, and raw requests, against the standalone server as a process. */
@NullMarked
package io.faye.interop;

import org.jspecify.annotations.NullMarked;
