package io.faye.metrics;

import io.faye.extension.ChannelTemplate;
import io.faye.server.BayeuxServer;
import io.faye.server.ServerObserver;
import io.faye.transport.http.FayeHttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * The meters of a server. Names, tags and units are in {@code docs/monitoring.md}; no tag has a value that a client chooses.
 *
 * <pre>{@code
 * FayeMetrics metrics = FayeMetrics.in(registry);
 * FayeHttpServer server = FayeHttpServer.builder()
 *         .bayeux(BayeuxServer.builder().observer(metrics.observer()))
 *         .start();
 * metrics.bind(server);
 * }</pre>
 *
 * <p>Counters count from the start of the server. The meters keep the server they are bound to; remove them from the registry, or
 * close that, to let the server go. Safe for any number of threads.
 */
public final class FayeMetrics {

    private final MeterRegistry registry;
    private final ObservedMeters observed;

    private FayeMetrics(MeterRegistry registry, List<ChannelTemplate> templates) {
        this.registry = registry;
        this.observed = new ObservedMeters(registry, List.copyOf(templates));
    }

    /**
     * {@return meters in a registry; all channels have the tag {@code template="other"}}
     *
     * @param registry takes the meters
     */
    public static FayeMetrics in(MeterRegistry registry) {
        return in(registry, List.of());
    }

    /**
     * {@return meters in a registry}
     *
     * @param registry takes the meters
     * @param templates by which publishes are told apart: the first that a channel is in is the value of a tag; others have
     *     {@code other}. Each costs a series for each outcome, so have few
     */
    public static FayeMetrics in(MeterRegistry registry, List<ChannelTemplate> templates) {
        return new FayeMetrics(registry, templates);
    }

    /** {@return what the server has to be built with, so that publishes, refusals and operations are measured} */
    public ServerObserver observer() {
        return observed;
    }

    /**
     * Adds the meters of a server that has no HTTP transport of ours.
     *
     * @param server a server
     */
    public void bind(BayeuxServer server) {
        new ServerMeters(registry, server).bind();
    }

    /**
     * Adds the meters of a server and of its connections.
     *
     * @param server a server that listens
     */
    public void bind(FayeHttpServer server) {
        bind(server.bayeux());
        new ConnectionMeters(registry, server.statistics()).bind();
    }
}
