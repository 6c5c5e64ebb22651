package io.faye.transport.http;

import io.faye.server.BayeuxServer;
import io.faye.transport.RefusalLog;
import io.faye.transport.http.connection.ConnectionCounters;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.server.Listener;
import io.faye.transport.http.tls.TlsContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A Bayeux server that listens for HTTP: WebSocket, EventSource and polling at its mount, {@code /health}, {@code /health/live},
 * {@code /health/ready} and {@code /version} beside it, and whatever an application's {@link HttpHandler} makes of all other paths.
 *
 * <pre>{@code
 * try (FayeHttpServer server = FayeHttpServer.builder().port(8000).start()) {
 *     System.in.read();
 * }
 * }</pre>
 */
public final class FayeHttpServer implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final ServerContext server;
    private final HttpStatistics statistics;
    private final String host;
    private final Listener listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    FayeHttpServer(ServerContext server, String host, Listener listener) {
        this.server = server;
        this.statistics = new HttpStatistics(server.counters());
        this.host = host;
        this.listener = listener;
    }

    /** {@return a builder for a server on the memory engine at {@code /faye}, on any free port of all interfaces} */
    public static FayeHttpServerBuilder builder() {
        return new FayeHttpServerBuilder();
    }

    /** {@return the port that it listens on} */
    public int port() {
        return listener.address().getPort();
    }

    /** {@return where clients on this machine find it, such as {@code http://localhost:8000/faye}} */
    public URI uri() {
        String name = host.isEmpty() || listener.address().getAddress().isAnyLocalAddress() ? "localhost" : host;
        String literal = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
        return URI.create((server.tls() == null ? "http://" : "https://") + literal + ":" + port()
                + server.mount().path());
    }

    /** {@return the Bayeux server behind it, which is closed with it} */
    public BayeuxServer bayeux() {
        return server.bayeux();
    }

    /** {@return what its connections are and were} */
    public HttpStatistics statistics() {
        return statistics;
    }

    /**
     * Has new connections use what the files for TLS hold now, which otherwise happens some seconds after they have changed.
     * Does nothing without TLS.
     *
     * @throws IllegalArgumentException if the files cannot be used; the message says why, and nothing changes
     */
    public void reloadTls() {
        if (server.tls() != null) {
            server.tls().reload();
        }
    }

    /**
     * Changes how many connections and sessions there may be. Those that are open stay.
     *
     * @param limits the limits from now on
     */
    public void admission(AdmissionLimits limits) {
        limits.applyTo(server.admission());
    }

    /**
     * Stops: takes no new connections, answers held polls, closes WebSockets with 1001, and ends its threads, within
     * five seconds beside what the engine takes to close. Further calls do nothing. Must not be called from an {@link
     * HttpHandler} or an extension, which run on those threads.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Instant deadline = Instant.now().plus(CLOSING);
            listener.stopAccepting();
            server.bayeux().close();
            listener.close(deadline);
            closeTls(server.tls());
        }
    }

    /** {@return what logs refused requests, in the name of the server} */
    static RefusalLog refusalLog(ConnectionCounters counters) {
        return new RefusalLog(
                FayeHttpServer.class, "--allowed-origin", "--max-message-size", counters::countRefusedRequest);
    }

    static void closeTls(@Nullable TlsContext tls) {
        if (tls != null) {
            tls.close();
        }
    }
}
