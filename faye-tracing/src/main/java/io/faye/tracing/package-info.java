/** What a server does, as spans of OpenTelemetry. */
@NullMarked
package io.faye.tracing;

import org.jspecify.annotations.NullMarked;
