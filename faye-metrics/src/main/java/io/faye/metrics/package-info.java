/** What a server does, as meters of Micrometer. */
@NullMarked
package io.faye.metrics;

import org.jspecify.annotations.NullMarked;
