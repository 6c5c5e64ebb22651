package io.faye.standalone;

import io.faye.extension.ChannelTemplate;
import io.faye.metrics.FayeMetrics;
import io.faye.server.ServerObserver;
import io.faye.transport.http.FayeHttpServer;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpReply;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The meters of the server and of its JVM, as Prometheus reads them. */
final class ServerMetrics implements AutoCloseable {

    static final String PATH = "/metrics";

    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final FayeMetrics metrics;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    ServerMetrics(List<ChannelTemplate> templates) {
        metrics = FayeMetrics.in(registry, templates);
    }

    ServerObserver observer() {
        return metrics.observer();
    }

    void bind(FayeHttpServer server) {
        metrics.bind(server);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** {@return all meters in Prometheus' text format} */
    HttpReply page(HttpCall call) {
        return Set.of("GET", "HEAD").contains(call.method())
                ? HttpReply.of(200, TYPE, registry.scrape().getBytes(StandardCharsets.UTF_8))
                : HttpReply.text(405, "Metrics are only to be read\n").with("Allow", "GET, HEAD");
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
