package io.faye.tracing;

import io.faye.server.ServerObserver;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Spans of what a server does with messages whose publisher traces them: those that have a sampled {@code traceparent} in {@code ext}
 * (W3C Trace Context). {@code docs/tracing.md} has the names and attributes. Other messages cost a look into their {@code ext}; a
 * server without this observer does not look.
 *
 * <pre>{@code
 * BayeuxServer server = BayeuxServer.builder().observer(FayeTracing.observer(openTelemetry)).build();
 * }</pre>
 */
public final class FayeTracing {

    private FayeTracing() {}

    /**
     * {@return what a server has to be built with; {@link ServerObserver#all} combines it with others}
     *
     * @param telemetry takes the spans; its sampler decides about deliveries, and about publishes as about any child of a remote span
     */
    public static ServerObserver observer(OpenTelemetry telemetry) {
        return new TracingObserver(telemetry.getTracer("io.faye"));
    }
}
