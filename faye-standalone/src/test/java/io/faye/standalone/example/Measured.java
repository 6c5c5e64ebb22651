package io.faye.standalone.example;

import io.faye.metrics.FayeMetrics;
import io.faye.server.BayeuxServer;
import io.faye.transport.http.FayeHttpServer;
import io.micrometer.core.instrument.MeterRegistry;

/** What {@code docs/monitoring.md} shows. */
final class Measured {

    private Measured() {}

    static FayeHttpServer start(MeterRegistry registry) {
        FayeMetrics metrics = FayeMetrics.in(registry);
        FayeHttpServer server = FayeHttpServer.builder()
                .bayeux(BayeuxServer.builder().observer(metrics.observer()))
                .start();
        metrics.bind(server);
        return server;
    }
}
