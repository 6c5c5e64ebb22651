/**
 * Parts for authors of engines. An engine on a store that blocks implements {@link BlockingEngine}, and
 * {@link BlockingEngineAdapter} makes an engine of it. The other types are parts of an engine that does not block; the
 * memory engine consists of them.
 */
@NullMarked
package io.faye.engine.support;

import org.jspecify.annotations.NullMarked;
