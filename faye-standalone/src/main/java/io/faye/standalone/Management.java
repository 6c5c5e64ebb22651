package io.faye.standalone;

import io.faye.protocol.ChannelNames;
import io.faye.server.BayeuxServer;
import io.faye.server.DrainOptions;
import io.faye.server.ServerObserver;
import io.faye.standalone.api.AccessKeys;
import io.faye.standalone.api.Guarded;
import io.faye.standalone.api.PublishApi;
import io.faye.transport.http.FayeHttpServer;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpPort;
import io.faye.transport.http.HttpReply;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server offers to those who run it, on a port of its own, and to programs that publish by HTTP, beside the mount. Both are
 * off unless asked for.
 */
final class Management implements AutoCloseable {

    private final ManagementOptions options;
    private final DrainOptions drain;
    private volatile Keys keys;
    private final AtomicReference<@Nullable BayeuxServer> server = new AtomicReference<>();
    private final PublishApi publishing = new PublishApi(this::server);
    private final @Nullable ServerMetrics metrics;
    private @Nullable HttpPort port;

    Management(ManagementOptions options, ChannelNames names, DrainOptions drain) {
        this.options = options;
        this.drain = drain;
        this.keys = keys(options);
        this.metrics = options.port() == null ? null : new ServerMetrics(options.templates(names));
    }

    /** {@return the keys that options name; they are read anew} */
    static Keys keys(ManagementOptions options) {
        Keys keys = new Keys(options.apiKeys(), options.tokens());
        if (options.port() == null && !keys.tokens().isEmpty()) {
            throw new IllegalArgumentException(ManagementOptions.TOKEN_FILE + " needs " + ManagementOptions.PORT
                    + ": there is nothing to administer");
        }
        return keys;
    }

    /** Has these keys hold from now on. */
    void use(Keys others) {
        keys = others;
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
        HttpHandler api = new Guarded(() -> keys.api(), publishing);
        return call -> publishes() && PublishApi.holds(call.path()) ? api.handle(call) : pages.handle(call);
    }

    /** {@return whether programs may publish by HTTP} */
    boolean publishes() {
        return !keys.api().isEmpty();
    }

    /** {@return the address of the management port, if there is one} */
    Optional<URI> uri() {
        return Optional.ofNullable(port).map(HttpPort::uri);
    }

    /** {@return whether administrators may end sessions and publish by the management port} */
    boolean administers() {
        return !keys.tokens().isEmpty();
    }

    /** Opens the management port of a server that has started, where its events are seen, and where it can be told to reload. */
    void open(FayeHttpServer http, EventRing events, Supplier<List<String>> reload) {
        server.set(http.bayeux());
        Integer number = options.port();
        if (number == null || metrics == null) {
            return;
        }
        metrics.bind(http);
        try {
            port = HttpPort.open(
                    http.bayeux(), options.address(), number, pages(metrics, http.bayeux(), events, reload));
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException(
                    ManagementOptions.ADDRESS + ", " + ManagementOptions.PORT + ": " + e.getMessage(), e);
        }
    }

    private HttpHandler pages(
            ServerMetrics meters, BayeuxServer bayeux, EventRing events, Supplier<List<String>> reload) {
        Administration administration = new Administration(bayeux, publishing, drain, events, reload);
        HttpHandler admin = new Guarded(() -> keys.tokens(), administration);
        ConsolePage console = ConsolePage.ofAdministration();
        return call -> {
            if (call.path().equals(ServerMetrics.PATH)) {
                return CompletableFuture.completedStage(meters.page(call));
            }
            if (administers() && administration.holds(call.path())) {
                return admin.handle(call);
            }
            return CompletableFuture.completedStage(
                    administers() && isConsole(call) ? console.reply("") : HttpReply.notFound());
        };
    }

    /** The page itself tells nothing that needs a token. */
    private static boolean isConsole(HttpCall call) {
        return call.path().equals("/") && call.method().equals("GET");
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

    /**
     * Whom the server knows by a key.
     *
     * @param api programs that publish
     * @param tokens administrators
     */
    record Keys(AccessKeys api, AccessKeys tokens) {}
}
