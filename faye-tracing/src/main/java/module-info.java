/** What a server does, as spans of OpenTelemetry: {@link io.faye.tracing.FayeTracing}. */
module io.faye.tracing {
    requires transitive io.faye.server;
    requires transitive io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires static transitive org.jspecify;

    exports io.faye.tracing;
}
