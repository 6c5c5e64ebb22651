/** The way to Redis: connections, commands in pipelines, scripts, and the threads that do this. */
@NullMarked
package io.faye.engine.redis.client;

import org.jspecify.annotations.NullMarked;
