package io.faye.metrics;

import io.faye.transport.http.HttpStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The meters of a server's connections. */
final class ConnectionMeters {

    private static final List<Integer> STATUSES = List.of(400, 403, 408, 413, 417, 431);
    private static final List<Integer> CODES_OF_SERVER = List.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1013);
    private static final List<Integer> CODES_OF_CLIENTS =
            List.of(1000, 1001, 1002, 1003, 1005, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000);

    private final MeterRegistry registry;
    private final HttpStatistics statistics;

    ConnectionMeters(MeterRegistry registry, HttpStatistics statistics) {
        this.registry = registry;
        this.statistics = statistics;
    }

    void bind() {
        open("http", HttpStatistics::httpConnections);
        open("websocket", HttpStatistics::webSockets);
        open("eventsource", HttpStatistics::eventStreams);
        FunctionCounter.builder("faye.connections.accepted", statistics, HttpStatistics::acceptedConnections)
                .description("Connections that were accepted")
                .register(registry);
        refused("server", HttpStatistics::refusedByServerLimit);
        refused("address", HttpStatistics::refusedByAddressLimit);
        for (int status : STATUSES) {
            FunctionCounter.builder("faye.requests.refused", statistics, count(HttpStatistics::refusedRequests, status))
                    .tag("status", Integer.toString(status))
                    .description("Requests that were refused before a message was seen, by HTTP status")
                    .register(registry);
        }
        CODES_OF_SERVER.forEach(code -> closes("server", code, HttpStatistics::closesByServer));
        CODES_OF_CLIENTS.forEach(code -> closes("client", code, HttpStatistics::closesByClients));
    }

    private void open(String transport, ToDoubleFunction<HttpStatistics> value) {
        Gauge.builder("faye.connections", statistics, value)
                .tag("transport", transport)
                .description("Open connections; http are those that poll, or have said nothing yet")
                .strongReference(true)
                .register(registry);
    }

    private void refused(String limit, ToDoubleFunction<HttpStatistics> value) {
        FunctionCounter.builder("faye.connections.refused", statistics, value)
                .tag("limit", limit)
                .description("Connections that were refused, by whose limit was reached: the server's or the address'")
                .register(registry);
    }

    private void closes(String side, int code, Function<HttpStatistics, Map<Integer, Long>> counts) {
        FunctionCounter.builder("faye.websocket.closes", statistics, count(counts, code))
                .tag("by", side)
                .tag("code", Integer.toString(code))
                .description("WebSockets that were closed with a close frame, by who sent it first and its code")
                .register(registry);
    }

    private static ToDoubleFunction<HttpStatistics> count(
            Function<HttpStatistics, Map<Integer, Long>> counts, int key) {
        return statistics -> counts.apply(statistics).getOrDefault(key, 0L);
    }
}
