package io.faye.engine.redis.session;

import io.faye.engine.EngineLimits;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.log.Operations;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * What the operations of sessions share.
 *
 * @param awake whether what is queued here may be delivered
 */
public record SessionContext(
        EngineLimits limits,
        Life life,
        Keys keys,
        Operations operations,
        Replica replica,
        Errands errands,
        SessionLanes lanes,
        Executor threads,
        BooleanSupplier awake) {}
