package io.faye.server;

import io.faye.engine.EngineStatistics;
import io.faye.engine.MemoryUsage;
import io.faye.engine.MonitoredEngine;
import io.faye.server.session.DeliveryCounts;
import io.faye.server.session.SessionRegistry;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * What a server has done in this process since its start, and what it holds now. Reading costs little and disturbs nobody. Safe
 * for any number of threads.
 */
public final class ServerStatistics {

    private final MonitoredEngine engine;
    private final SessionRegistry registry;
    private final DeliveryCounts deliveries;

    ServerStatistics(MonitoredEngine engine, SessionRegistry registry, DeliveryCounts deliveries) {
        this.engine = engine;
        this.registry = registry;
        this.deliveries = deliveries;
    }

    /** {@return counts of the sessions and subscriptions that began and ended} */
    public EngineStatistics engine() {
        return engine.statistics();
    }

    /** {@return the engine's own figures, by name, as {@link io.faye.engine.Engine#figures} gives them} */
    public Map<String, DoubleSupplier> engineFigures() {
        return engine.figures();
    }

    /** {@return the memory that clients make this process hold} */
    public MemoryUsage memory() {
        return engine.memoryBudget().usage();
    }

    /** {@return how many sessions are attached, or being attached, in this process} */
    public int attachedSessions() {
        return registry.size();
    }

    /**
     * {@return how many sessions another process has taken over from this one} Those that this process had released before are
     * not among them.
     */
    public long movedSessions() {
        return deliveries.moved();
    }

    /**
     * {@return how many messages were given to the connections of clients, those among them that were given again}
     *
     * @param transport the name of a transport, such as {@code websocket}, as {@link io.faye.extension.Request#transport}
     *     gives it
     */
    public long deliveredMessages(String transport) {
        return deliveries.delivered(transport);
    }

    /**
     * {@return how many messages this process has given again in answers to connects, because the client did not confirm
     * them or asked for an answer again} What an other process gave before is not among them.
     */
    public long redeliveredMessages() {
        return deliveries.redelivered();
    }
}
