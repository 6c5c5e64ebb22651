package io.faye.engine.support;

import io.faye.engine.EndReason;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineLimits;
import io.faye.engine.MemoryBudget;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;

/** What the host lends, and repeated work. */
final class AdapterContext implements BlockingContext {

    private final EngineContext host;
    private final String name;
    private final List<RepeatedWork> repeated = new CopyOnWriteArrayList<>();

    AdapterContext(EngineContext host, String name) {
        this.host = host;
        this.name = name;
    }

    @Override
    public void every(Duration pause, Runnable work) {
        String thread = name + "-repeat-" + (repeated.size() + 1);
        RepeatedWork repetition = new RepeatedWork(host.scheduler(), thread, pause, work);
        repeated.add(repetition);
        repetition.start();
    }

    /** {@return what is repeated} */
    List<RepeatedWork> repeated() {
        return repeated;
    }

    @Override
    public void clientEnded(ClientId client, Set<ChannelPattern> patterns) {
        host.clientEnded(client, patterns);
    }

    @Override
    public void clientEnded(ClientId client, Set<ChannelPattern> patterns, EndReason reason) {
        host.clientEnded(client, patterns, reason);
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
