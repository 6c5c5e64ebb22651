package io.faye.transport.http;

import io.faye.server.BayeuxServer;
import io.faye.transport.Cors;
import io.faye.transport.Mount;
import io.faye.transport.Origins;
import io.faye.transport.http.admission.Admission;
import io.faye.transport.http.admission.TrustedProxies;
import io.faye.transport.http.connection.ConnectionCounters;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.server.Listener;
import io.faye.transport.http.server.Router;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A further port of a server, for those who run it: it serves the pages of an {@link HttpHandler}, and {@code /health}, {@code
 * /health/live}, {@code /health/ready} and {@code /version}. It takes no Bayeux messages, has one thread and does not speak TLS. It
 * is closed apart from the server, so that it can tell what the server does while that stops.
 */
public final class HttpPort implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final AdmissionLimits ADMISSION = new AdmissionLimits(1_000, 1_000, 0, 0);

    private final Listener listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpPort(Listener listener) {
        this.listener = listener;
    }

    /**
     * Opens a port.
     *
     * @param server whose health is told, and in whose memory budget requests count
     * @param host the name or address to listen on, such as {@code 127.0.0.1}
     * @param port the port; 0 for any that is free
     * @param pages serves all other paths
     * @return the port, which listens
     * @throws java.io.UncheckedIOException if it cannot listen there; the message says where and why
     */
    public static HttpPort open(BayeuxServer server, String host, int port, HttpHandler pages) {
        Admission admission = new Admission(TrustedProxies.NONE);
        ADMISSION.applyTo(admission);
        ConnectionCounters counters = new ConnectionCounters();
        ServerContext site = new ServerContext(
                server,
                Mount.NOWHERE,
                HttpLimits.DEFAULT.limits(),
                Duration.ZERO,
                Origins.ANY,
                TrustedProxies.NONE,
                admission,
                null,
                ServerContext.Compression.NONE,
                FayeHttpServer.refusalLog(counters),
                counters);
        Router router = new Router(site, new Cors(Origins.ANY, List.of()), new HandlerCalls(pages));
        return new HttpPort(Listener.open(new InetSocketAddress(host, port), 1, site, router));
    }

    /** {@return the port that it listens on} */
    public int port() {
        return listener.address().getPort();
    }

    /** {@return the address that it listens on, such as {@code http://127.0.0.1:9000/}} */
    public URI uri() {
        String address = listener.address().getAddress().getHostAddress();
        return URI.create("http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port() + "/");
    }

    /** Closes the port and its connections, within a second. Further calls do nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            listener.stopAccepting();
            listener.close(Instant.now().plus(CLOSING));
        }
    }
}
