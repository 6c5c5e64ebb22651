package io.faye.tck.selftest.court;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import io.faye.engine.QueueLimits;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** What a host lends, passed on. */
public class Lent implements EngineContext {

    private final EngineContext host;

    /** Passes on what this host lends. */
    public Lent(EngineContext host) {
        this.host = host;
    }

    @Override
    public void messagesAvailable(ClientId client) {
        host.messagesAvailable(client);
    }

    @Override
    public void clientMoved(ClientId client) {
        host.clientMoved(client);
    }

    @Override
    public void clientClosed(ClientId client) {
        host.clientClosed(client);
    }

    @Override
    public EngineListener listener() {
        return host.listener();
    }

    @Override
    public ClientId newClientId() {
        return host.newClientId();
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
    public QueueLimits queueLimits() {
        return host.queueLimits();
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
