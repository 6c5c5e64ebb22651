/** This process as a part of the service: its lease, its checkpoints, and its recovery after an outage. */
@NullMarked
package io.faye.engine.redis.node;

import org.jspecify.annotations.NullMarked;
