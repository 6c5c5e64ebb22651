/** Parts for authors of engines. The memory engine is little more than these put together. */
@NullMarked
package io.faye.engine.support;

import org.jspecify.annotations.NullMarked;
