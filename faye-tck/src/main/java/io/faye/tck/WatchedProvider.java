package io.faye.tck;

import io.faye.engine.EndReason;
import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineLimits;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.MemoryBudget;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.Heard.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/** Makes the engine of one process so that its host notices what the engine itself calls, and on which thread. */
record WatchedProvider(EngineProvider provider, Host host) implements EngineProvider {

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public EngineCapabilities capabilities() {
        return provider.capabilities();
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        return new WatchedEngine(provider.create(new WatchedContext(context, host), options), host);
    }

    private record WatchedContext(EngineContext lent, Host host) implements EngineContext {

        @Override
        public void clientEnded(ClientId client, Set<ChannelPattern> patterns) {
            host.called(Kind.CLIENT_ENDED);
            host.clientEnded(client, patterns);
            lent.clientEnded(client, patterns);
        }

        @Override
        public void clientEnded(ClientId client, Set<ChannelPattern> patterns, EndReason reason) {
            host.called(Kind.CLIENT_ENDED);
            host.clientEnded(client, patterns);
            lent.clientEnded(client, patterns, reason);
        }

        @Override
        public Duration timeout() {
            return lent.timeout();
        }

        @Override
        public Duration operationTimeout() {
            return lent.operationTimeout();
        }

        @Override
        public EngineLimits limits() {
            return lent.limits();
        }

        @Override
        public MemoryBudget memoryBudget() {
            return lent.memoryBudget();
        }

        @Override
        public InstantSource clock() {
            return lent.clock();
        }

        @Override
        public ScheduledExecutorService scheduler() {
            return lent.scheduler();
        }
    }
}
