package io.faye.server;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineListener;
import io.faye.engine.QueueLimits;
import io.faye.protocol.ClientId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** What a server lends its engine. */
record Host(
        Clients clients,
        EngineListener listener,
        Duration timeout,
        Duration operationTimeout,
        QueueLimits queueLimits,
        InstantSource clock,
        ScheduledExecutorService scheduler)
        implements EngineContext {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** {@return a clock that begins with the machine's time, and then nobody sets} */
    static InstantSource monotonicClock() {
        Instant start = Instant.now();
        long startNanos = System.nanoTime();
        return () -> start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public void messagesAvailable(ClientId client) {
        Connection connection = clients.find(client);
        if (connection != null) {
            connection.wake();
        }
    }

    @Override
    public void clientMoved(ClientId client) {
        Connection connection = clients.find(client);
        if (connection != null) {
            connection.moved();
        }
    }

    @Override
    public void clientClosed(ClientId client) {
        Connection connection = clients.remove(client);
        if (connection != null) {
            connection.end();
        }
    }

    @Override
    public ClientId newClientId() {
        return ClientId.random(RANDOM);
    }
}
