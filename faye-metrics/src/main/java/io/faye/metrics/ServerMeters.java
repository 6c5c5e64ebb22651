package io.faye.metrics;

import io.faye.engine.EndReason;
import io.faye.engine.EngineStatistics;
import io.faye.protocol.ConnectionType;
import io.faye.server.BayeuxServer;
import io.faye.server.ServerStatistics;
import io.faye.server.ServerVersion;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The meters that read what a server counts anyway. */
final class ServerMeters {

    static final String HANDSHAKES = "Handshakes: an accepted one begins a session";

    private final MeterRegistry registry;
    private final BayeuxServer server;
    private final ServerStatistics statistics;

    ServerMeters(MeterRegistry registry, BayeuxServer server) {
        this.registry = registry;
        this.server = server;
        this.statistics = server.statistics();
    }

    void bind() {
        Gauge.builder("faye.server", () -> 1)
                .tag("version", ServerVersion.number())
                .tag("engine", server.engineName())
                .description("The version and the engine of the server; always 1")
                .register(registry);
        Gauge.builder("faye.draining", server, drained -> drained.state().isReady() ? 0 : 1)
                .description("1 if the server drains, or is drained, before it stops; 0 if not")
                .strongReference(true)
                .register(registry);
        sessions(statistics.engine());
        deliveries();
        memory();
        engineFigures();
    }

    private void sessions(EngineStatistics engine) {
        gauge("faye.sessions", "Sessions whose clients are connected to this process", s -> s.attachedSessions());
        counter("faye.sessions.moved", "Sessions that other processes have taken over", s -> s.movedSessions());
        FunctionCounter.builder("faye.handshakes", engine, EngineStatistics::sessionsBegun)
                .tag("outcome", "accepted")
                .description(HANDSHAKES)
                .register(registry);
        for (EndReason reason : EndReason.values()) {
            ended(engine, reason);
        }
        FunctionCounter.builder("faye.subscriptions.begun", engine, EngineStatistics::subscriptionsBegun)
                .description("Subscriptions that began")
                .register(registry);
        FunctionCounter.builder("faye.subscriptions.ended", engine, EngineStatistics::subscriptionsEnded)
                .description("Subscriptions that ended, by request or with their sessions")
                .register(registry);
    }

    private void ended(EngineStatistics engine, EndReason reason) {
        FunctionCounter.builder("faye.sessions.ended", engine, counts -> counts.sessionsEnded(reason))
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .description("Sessions that ended: on request, or by the engine because they expired or overflowed")
                .register(registry);
    }

    private void deliveries() {
        for (ConnectionType transport : ConnectionType.values()) {
            FunctionCounter.builder(
                            "faye.messages.delivered", statistics, s -> s.deliveredMessages(transport.toString()))
                    .tag("transport", transport.toString())
                    .description("Messages that were given to connections of clients, repetitions included")
                    .register(registry);
        }
        counter(
                "faye.messages.redelivered",
                "Messages that were given again, because the client did not confirm them",
                s -> s.redeliveredMessages());
    }

    private void memory() {
        bytes("faye.memory.used", "Memory that clients make this process hold", s -> s.memory()
                .used());
        if (statistics.memory().limit() < Long.MAX_VALUE) {
            bytes("faye.memory.limit", "The limit of that memory", s -> s.memory()
                    .limit());
        }
        counter("faye.memory.refused", "Requests that were refused because memory was short", s -> s.memory()
                .refused());
        counter(
                "faye.memory.evicted",
                "Queues and connections that were ended because memory was short",
                s -> s.memory().evicted());
    }

    private void engineFigures() {
        statistics.engineFigures().forEach((name, value) -> Gauge.builder(
                        "faye." + server.engineName() + "." + name, value::getAsDouble)
                .description("A figure of the engine")
                .register(registry));
    }

    private void bytes(String name, String description, ToDoubleFunction<ServerStatistics> value) {
        Gauge.builder(name, statistics, value)
                .baseUnit(BaseUnits.BYTES)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<ServerStatistics> value) {
        Gauge.builder(name, statistics, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<ServerStatistics> value) {
        FunctionCounter.builder(name, statistics, value)
                .description(description)
                .register(registry);
    }
}
