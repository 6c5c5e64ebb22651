package io.faye.engine;

import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;

/** What a monitored engine is lent. */
record MonitoredContext(
        Duration timeout,
        Duration operationTimeout,
        EngineLimits limits,
        InstantSource clock,
        ScheduledExecutorService scheduler,
        BiConsumer<ClientId, Set<ChannelPattern>> ended)
        implements EngineContext {

    @Override
    public void clientEnded(ClientId client, Set<ChannelPattern> patterns) {
        ended.accept(client, Set.copyOf(patterns));
    }
}
