package io.faye.spring;

import io.faye.server.BayeuxServer;
import io.faye.server.DrainOptions;
import io.faye.server.ServerStatistics;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** The actuator's endpoint {@code faye}: shows what the server of this process holds, and drains it. */
@Endpoint(id = "faye")
final class ActuatorEndpoint {

    private final BayeuxServer server;
    private final FayeProperties properties;

    ActuatorEndpoint(BayeuxServer server, FayeProperties properties) {
        this.server = server;
        this.properties = properties;
    }

    /** {@return the engine, the state, and counts of sessions and subscriptions of this process} */
    @ReadOperation
    public Map<String, Object> status() {
        ServerStatistics statistics = server.statistics();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("engine", server.engineName());
        status.put("state", server.state());
        status.put("uptime", server.uptime());
        status.put("sessions", statistics.attachedSessions());
        status.put("sessionsBegun", statistics.engine().sessionsBegun());
        status.put("subscriptionsBegun", statistics.engine().subscriptionsBegun());
        status.put("subscriptionsEnded", statistics.engine().subscriptionsEnded());
        status.put("memory", statistics.memory().toString());
        return status;
    }

    /**
     * Begins a drain as at the stop of the application, if none has begun.
     *
     * @return the state, and the sessions that are still connected to this process
     */
    @WriteOperation
    public Map<String, Object> drain() {
        server.drain(DrainOptions.DEFAULT.withGrace(properties.drainGrace()).withTime(properties.drainTime()));
        return Map.of("state", server.state(), "sessions", server.statistics().attachedSessions());
    }
}
