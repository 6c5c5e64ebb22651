package io.faye.tck.selftest.court;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineLimits;
import io.faye.engine.MemoryBudget;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/** Passes everything on to the context of a host; a wrong engine overrides one thing. */
public class ForwardingContext implements EngineContext {

    private final EngineContext host;

    /** Creates a context that passes everything on to this host's. */
    public ForwardingContext(EngineContext host) {
        this.host = host;
    }

    @Override
    public void clientEnded(ClientId client, Set<ChannelPattern> patterns) {
        host.clientEnded(client, patterns);
    }

    @Override
    public Duration timeout() {
        return host.timeout();
    }

    @Override
    public Duration operationTimeout() {
        return host.operationTimeout();
    }

    @Override
    public EngineLimits limits() {
        return host.limits();
    }

    @Override
    public MemoryBudget memoryBudget() {
        return host.memoryBudget();
    }

    @Override
    public InstantSource clock() {
        return host.clock();
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return host.scheduler();
    }
}
