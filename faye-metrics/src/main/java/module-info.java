/** What a server does, as meters of Micrometer: {@link io.faye.metrics.FayeMetrics}. */
module io.faye.metrics {
    requires transitive io.faye.extension;
    requires transitive io.faye.server;
    requires static transitive io.faye.transport.http;
    requires transitive micrometer.core;
    requires static transitive org.jspecify;

    exports io.faye.metrics;
}
