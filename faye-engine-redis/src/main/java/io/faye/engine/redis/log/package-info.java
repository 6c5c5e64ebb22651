/** The log, which every process follows: its entries, its tail, and what becomes of those that were trimmed. */
@NullMarked
package io.faye.engine.redis.log;

import org.jspecify.annotations.NullMarked;
