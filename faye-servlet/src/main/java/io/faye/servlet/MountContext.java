package io.faye.servlet;

import io.faye.protocol.log.RateLimitedLog;
import io.faye.server.BayeuxServer;
import io.faye.server.ServerState;
import io.faye.transport.ClientScript;
import io.faye.transport.Cors;
import io.faye.transport.Mount;
import io.faye.transport.Origins;
import io.faye.transport.RefusalLog;
import io.faye.transport.SessionLimiter;

/** What all requests to one mount share. */
record MountContext(
        BayeuxServer bayeux,
        MountOptions options,
        Origins origins,
        Cors cors,
        ClientScript script,
        SessionLimiter gate,
        RefusalLog refusals,
        Connections connections,
        PollingConnections polling,
        MountThreads threads) {

    static MountContext open(BayeuxServer bayeux, Mount mount, MountOptions options) {
        Origins origins = Origins.of(options.allowedOrigins());
        Connections connections = new Connections();
        MountThreads threads = new MountThreads();
        PollingConnections polling = new PollingConnections();
        threads.everySecond(() -> {
            connections.sweep();
            polling.sweep(System.nanoTime());
        });
        return new MountContext(
                bayeux,
                options,
                origins,
                new Cors(origins, options.allowedHeaders()),
                new ClientScript(mount),
                new SessionLimiter(
                        options.maxHandshakesPerSecond(),
                        options.maxSessionsPerAddress(),
                        new RateLimitedLog(FayeServlet.class)),
                new RefusalLog(
                        FayeServlet.class, "MountOptions.allowedOrigins", "MountOptions.maxMessageSize", status -> {}),
                connections,
                polling,
                threads);
    }

    int maxMessages() {
        return bayeux.codec().limits().maxMessages();
    }

    /** {@return whether the server moves its sessions to other processes, or has moved them} */
    boolean isMoving() {
        ServerState state = bayeux.state();
        return state == ServerState.MOVING || state == ServerState.DRAINED;
    }

    void close() {
        connections.goAway();
        threads.close();
    }
}
