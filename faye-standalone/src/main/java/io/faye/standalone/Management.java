package io.faye.standalone;

import io.faye.protocol.ChannelNames;
import io.faye.server.BayeuxServer;
import io.faye.server.ServerObserver;
import io.faye.standalone.api.AccessKeys;
import io.faye.standalone.api.AdminApi;
import io.faye.standalone.api.Guarded;
import io.faye.standalone.api.PublishApi;
import io.faye.transport.http.FayeHttpServer;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpPort;
import io.faye.transport.http.HttpReply;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a server offers to those who run it, on a port of its own, and to programs that publish by HTTP, beside the mount. Both are
 * off unless asked for.
 */
final class Management implements AutoCloseable {

    private final ManagementOptions options;
    private final AccessKeys apiKeys;
    private final AccessKeys tokens;
    private final AtomicReference<@Nullable BayeuxServer> server = new AtomicReference<>();
    private final PublishApi publishing = new PublishApi(this::server);
    private final @Nullable ServerMetrics metrics;
    private @Nullable HttpPort port;

    Management(ManagementOptions options, ChannelNames names) {
        this.options = options;
        this.apiKeys = options.apiKeys();
        this.tokens = options.tokens();
        this.metrics = options.port() == null ? null : new ServerMetrics(options.templates(names));
        if (options.port() == null && !tokens.isEmpty()) {
            throw new IllegalArgumentException(ManagementOptions.TOKEN_FILE + " needs " + ManagementOptions.PORT
                    + ": there is nothing to administer");
        }
    }

    private BayeuxServer server() {
        BayeuxServer started = server.get();
        if (started == null) {
            throw new IllegalStateException("The server has not started yet");
        }
        return started;
    }

    /** {@return what the server is to be built with} */
    ServerObserver observer() {
        return metrics == null ? ServerObserver.NONE : metrics.observer();
    }

    /** {@return the pages beside the mount, with what programs may ask before them} */
    HttpHandler beside(HttpHandler pages) {
        if (apiKeys.isEmpty()) {
            return pages;
        }
        HttpHandler api = new Guarded(apiKeys, publishing);
        return call -> PublishApi.holds(call.path()) ? api.handle(call) : pages.handle(call);
    }

    /** {@return whether programs may publish by HTTP} */
    boolean publishes() {
        return !apiKeys.isEmpty();
    }

    /** {@return the address of the management port, if there is one} */
    Optional<URI> uri() {
        return Optional.ofNullable(port).map(HttpPort::uri);
    }

    /** {@return whether administrators may end sessions and publish by the management port} */
    boolean administers() {
        return !tokens.isEmpty();
    }

    /** Opens the management port of a server that has started. */
    void open(FayeHttpServer http) {
        server.set(http.bayeux());
        Integer number = options.port();
        if (number == null || metrics == null) {
            return;
        }
        metrics.bind(http);
        try {
            port = HttpPort.open(http.bayeux(), options.address(), number, pages(metrics, http.bayeux()));
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException(
                    ManagementOptions.ADDRESS + ", " + ManagementOptions.PORT + ": " + e.getMessage(), e);
        }
    }

    private HttpHandler pages(ServerMetrics meters, BayeuxServer bayeux) {
        HttpHandler admin = new Guarded(tokens, new AdminApi(bayeux));
        HttpHandler publish = new Guarded(tokens, publishing);
        return call -> {
            if (call.path().equals(ServerMetrics.PATH)) {
                return CompletableFuture.completedStage(meters.page(call));
            }
            if (AdminApi.holds(call.path()) && administers()) {
                return admin.handle(call);
            }
            return PublishApi.holds(call.path()) && administers()
                    ? publish.handle(call)
                    : CompletableFuture.completedStage(HttpReply.notFound());
        };
    }

    @Override
    public void close() {
        publishing.close();
        if (port != null) {
            port.close();
        }
        if (metrics != null) {
            metrics.close();
        }
    }
}
