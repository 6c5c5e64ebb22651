package io.faye.engine;

import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;

/** What a monitored engine is lent. */
record MonitoredContext(
        Duration timeout,
        Duration operationTimeout,
        EngineLimits limits,
        MemoryBudget memoryBudget,
        InstantSource clock,
        ScheduledExecutorService scheduler,
        BiConsumer<ClientId, Set<ChannelPattern>> ended)
        implements EngineContext {

    @Override
    public void clientEnded(ClientId client, Set<ChannelPattern> patterns) {
        // Set.copyOf would take quadratic time for names of one hash code, which clients can choose.
        ended.accept(client, Collections.unmodifiableSet(new HashSet<>(patterns)));
    }
}
