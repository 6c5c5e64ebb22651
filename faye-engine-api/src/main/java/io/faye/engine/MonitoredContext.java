package io.faye.engine;

import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/** What a monitored engine is lent. */
record MonitoredContext(
        Duration timeout,
        Duration operationTimeout,
        EngineLimits limits,
        MemoryBudget memoryBudget,
        InstantSource clock,
        ScheduledExecutorService scheduler,
        Ended ended)
        implements EngineContext {

    @Override
    public void clientEnded(ClientId client, Set<ChannelPattern> patterns) {
        clientEnded(client, patterns, EndReason.ENGINE);
    }

    @Override
    public void clientEnded(ClientId client, Set<ChannelPattern> patterns, EndReason reason) {
        // Set.copyOf would take quadratic time for names of one hash code, which clients can choose.
        ended.report(client, Collections.unmodifiableSet(new HashSet<>(patterns)), reason);
    }

    /** Reports the end of a session. */
    @FunctionalInterface
    interface Ended {
        void report(ClientId client, Set<ChannelPattern> patterns, EndReason reason);
    }
}
