/** The engine that keeps sessions and messages in Redis, shared by any number of processes. */
@NullMarked
package io.faye.engine.redis;

import org.jspecify.annotations.NullMarked;
