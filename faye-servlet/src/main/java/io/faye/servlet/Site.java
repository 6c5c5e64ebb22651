package io.faye.servlet;

import io.faye.protocol.log.RateLimitedLog;
import io.faye.server.BayeuxServer;
import io.faye.server.ServerState;
import io.faye.transport.ClientScript;
import io.faye.transport.Cors;
import io.faye.transport.Mount;
import io.faye.transport.Origins;
import io.faye.transport.RefusalLog;
import io.faye.transport.SessionGate;

/** What all requests to one mount share. */
record Site(
        BayeuxServer bayeux,
        MountOptions options,
        Origins origins,
        Cors cors,
        ClientScript script,
        SessionGate gate,
        RefusalLog refusals,
        Connections connections,
        PollingConnections polling,
        Workers workers) {

    static Site open(BayeuxServer bayeux, Mount mount, MountOptions options) {
        Origins origins = Origins.of(options.allowedOrigins());
        Connections connections = new Connections();
        Workers workers = new Workers();
        PollingConnections polling = new PollingConnections();
        workers.everySecond(() -> {
            connections.sweep();
            polling.sweep(System.nanoTime());
        });
        return new Site(
                bayeux,
                options,
                origins,
                new Cors(origins, options.allowedHeaders()),
                new ClientScript(mount),
                new SessionGate(
                        options.maxHandshakesPerSecond(),
                        options.maxSessionsPerAddress(),
                        new RateLimitedLog(FayeServlet.class)),
                new RefusalLog(
                        FayeServlet.class, "MountOptions.allowedOrigins", "MountOptions.maxMessageSize", status -> {}),
                connections,
                polling,
                workers);
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
        workers.close();
    }
}
