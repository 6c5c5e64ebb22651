package io.faye.standalone;

import io.faye.engine.EngineException;
import io.faye.engine.EngineProvider;
import io.faye.extension.Extension;
import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import io.faye.server.DrainOptions;
import io.faye.server.ServiceProvider;
import io.faye.transport.http.FayeHttpServer;
import io.faye.transport.http.FayeHttpServerBuilder;
import io.faye.transport.http.StaticFiles;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server as its options want it: the transports, an engine, installed extensions, the console beside the mount. */
final class StandaloneServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandaloneServer.class);
    private static final Duration EVENTS_HELD = Duration.ofSeconds(20);

    private final FayeHttpServer http;
    private final Pages pages;
    private final EventRing events;
    private final ConsoleToken token;
    private final Management management;
    private final Reload reload;

    private StandaloneServer(
            FayeHttpServer http,
            Pages pages,
            EventRing events,
            ConsoleToken token,
            Management management,
            Reload reload) {
        this.http = http;
        this.pages = pages;
        this.events = events;
        this.token = token;
        this.management = management;
        this.reload = reload;
    }

    /**
     * {@return a server that accepts connections}
     *
     * @param options what to serve, where
     * @throws RuntimeException if it cannot; the message says why
     */
    static StandaloneServer start(ServeOptions options) {
        options.log().apply();
        ClassLoader plugins = Plugins.loader(options.classpath());
        EventRing events = new EventRing(EVENTS_HELD);
        Management management = new Management(
                options.management(),
                options.channelNames(),
                options.limits().moves().drainOnRequest());
        FayeHttpServerBuilder http = FayeHttpServer.builder()
                .host(options.host())
                .port(options.port())
                .mount(options.mount())
                .ping(options.ping())
                .allowedOrigins(options.allowedOrigins())
                .allowedHeaders(options.allowedHeaders())
                .admission(options.admission().limits())
                .limits(options.limits().http())
                .trustedProxies(options.trustedProxies())
                .bayeux(bayeux(options, plugins, events).observer(management.observer()));
        if (options.tls() != null) {
            options.tls().apply(http);
        }
        if (options.deflate()) {
            http.deflate();
        }
        if (options.hidesConsole()) {
            LOG.info("The console is off, because --config says who may do what: 'console: true' in it turns it on");
        }
        ConsoleToken token = ConsoleToken.random();
        Pages pages = pages(options, token, events);
        FayeHttpServer started = start(http.fallback(management.beside(pages)), options);
        StandaloneServer server = new StandaloneServer(
                started, pages, events, token, management, new Reload(options, started, management));
        server.open(options);
        return server;
    }

    /**
     * Checks what can be checked without listening and without an engine's backend.
     *
     * @param options what to serve, where
     * @throws RuntimeException if a server could not be started with it; the message says why
     */
    static void check(ServeOptions options) {
        options.port();
        options.timeout();
        engine(options, Plugins.loader(options.classpath()));
        new Management(
                        options.management(),
                        options.channelNames(),
                        options.limits().moves().drainOnRequest())
                .close();
        if (options.staticFolder() != null) {
            files(options.staticFolder()).close();
        }
        TlsOptions tls = options.tls();
        if (tls != null) {
            tls.check();
        }
    }

    private void open(ServeOptions options) {
        try {
            management.open(http, events, reload::run);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
        logConsole(options.console());
        StartLog.write(options, http.bayeux(), uri(), management);
    }

    /** The address holds the token, so it is for the log, which the operator reads, and not for standard output. */
    private void logConsole(ConsoleAccess access) {
        if (access == ConsoleAccess.THIS_MACHINE && LocalOnly.isLocalName(uri().getHost())) {
            LOG.info("Console for this machine at {}", console());
        }
    }

    /** {@return the address of the console, with the token that it needs} */
    URI console() {
        return uri().resolve("/" + token.query());
    }

    /** Says by which option it was told what cannot be used. */
    private static FayeHttpServer start(FayeHttpServerBuilder http, ServeOptions options) {
        try {
            return http.start();
        } catch (EngineException e) {
            throw new IllegalArgumentException("--engine " + options.engine() + ", --option: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException("--host, --port: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw options.tls() == null
                    ? e
                    : new IllegalArgumentException(options.tls().names() + ": " + e.getMessage(), e);
        }
    }

    private static Pages pages(ServeOptions options, ConsoleToken token, EventRing events) {
        Path folder = options.staticFolder();
        return new Pages(
                folder == null ? null : files(folder),
                options.console() == ConsoleAccess.NOBODY
                        ? null
                        : new Console(options.mount(), options.console(), token, events));
    }

    private static StaticFiles files(Path folder) {
        try {
            return StaticFiles.in(folder);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--static: " + e.getMessage(), e);
        }
    }

    private static EngineProvider engine(ServeOptions options, ClassLoader plugins) {
        try {
            return EngineProvider.named(options.engine(), plugins);
        } catch (EngineException e) {
            throw new IllegalArgumentException("--engine: " + e.getMessage(), e);
        }
    }

    private static BayeuxServerBuilder bayeux(ServeOptions options, ClassLoader plugins, EventRing events) {
        BayeuxServerBuilder bayeux = BayeuxServer.builder()
                .engine(engine(options, plugins), options.engineOptions())
                .maxSessions(options.admission().sessions())
                .connectTimeout(options.admission().connectTimeout())
                .maxPause(options.admission().longestPause())
                .maxMemory(options.admission().memory())
                .protocolLimits(options.limits().protocol())
                .queueLimits(options.limits().queues())
                .channelNames(options.channelNames())
                .timeout(options.timeout());
        options.security().extensions().forEach(bayeux::extension);
        for (Extension extension : Plugins.extensions(plugins)) {
            LOG.info("Extension {}", extension.getClass().getName());
            bayeux.extension(extension);
        }
        for (ServiceProvider provider : Plugins.services(plugins)) {
            LOG.info("Services {}", provider.getClass().getName());
            bayeux.services(provider::addTo);
        }
        if (options.console() != ConsoleAccess.NOBODY || options.management().port() != null) {
            bayeux.inlineListener(new EventRecorder(events));
        }
        return bayeux;
    }

    URI uri() {
        return http.uri();
    }

    /** Moves the sessions to other servers. {@return completes when they have moved, or the server was closed} */
    CompletionStage<Void> drain(DrainOptions options) {
        return http.bayeux().drain(options);
    }

    /** Reads the configuration again, and uses what may change while the server runs; the log says what came of it. */
    void reload() {
        reload.signalled();
    }

    /** {@return the address of the management port, if there is one} */
    Optional<URI> management() {
        return management.uri();
    }

    /** Stops: polls are answered, sockets closed, the engine last. Takes some seconds at most. */
    @Override
    public void close() {
        LOG.info("Stopping");
        stop();
        LOG.info("Stopped");
    }

    /** The management port comes last, so that it tells that the server stops. */
    private void stop() {
        events.close();
        http.close();
        pages.close();
        management.close();
    }
}
