package io.faye.transport.http;

import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import io.faye.transport.Cors;
import io.faye.transport.Mount;
import io.faye.transport.Origins;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    private final Site site;
    private final String host;
    private final Listener listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FayeHttpServer(Site site, String host, Listener listener) {
        this.site = site;
        this.host = host;
        this.listener = listener;
    }

    /** {@return a builder for a server on the memory engine at {@code /faye}, on any free port of all interfaces} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the port that it listens on} */
    public int port() {
        return listener.address().getPort();
    }

    /** {@return where clients on this machine find it, such as {@code http://localhost:8000/faye}} */
    public URI uri() {
        String name = host.isEmpty() || listener.address().getAddress().isAnyLocalAddress() ? "localhost" : host;
        String literal = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
        return URI.create((site.tls() == null ? "http://" : "https://") + literal + ":" + port()
                + site.mount().path());
    }

    /** {@return the Bayeux server behind it, which is closed with it} */
    public BayeuxServer bayeux() {
        return site.bayeux();
    }

    /** {@return what its connections are and were} */
    public HttpStatistics statistics() {
        return site.statistics();
    }

    /**
     * Has new connections use what the files for TLS hold now, which otherwise happens some seconds after they have changed.
     * Does nothing without TLS.
     *
     * @throws IllegalArgumentException if the files cannot be used; the message says why, and nothing changes
     */
    public void reloadTls() {
        if (site.tls() != null) {
            site.tls().reload();
        }
    }

    /**
     * Changes how many clients are let in. Whoever is in stays.
     *
     * @param limits hold from now on
     */
    public void admission(AdmissionLimits limits) {
        site.admission().limit(limits);
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
            site.bayeux().close();
            listener.close(deadline);
            closeTls(site.tls());
        }
    }

    private static void closeTls(@Nullable Tls tls) {
        if (tls != null) {
            tls.close();
        }
    }

    /** What a server is to be like. Not safe for threads. */
    public static final class Builder {

        private BayeuxServerBuilder bayeux = BayeuxServer.builder();
        private String host = "";
        private int port;
        private int threads = Runtime.getRuntime().availableProcessors();
        private Mount mount = Mount.at("/faye");
        private Duration ping = Duration.ZERO;
        private HttpLimits limits = HttpLimits.DEFAULT;
        private Origins origins = Origins.ANY;
        private List<String> headers = List.of();
        private Proxies proxies = Proxies.NONE;
        private AdmissionLimits admission = AdmissionLimits.DEFAULT;
        private @Nullable TlsFiles tls;
        private TlsClientAuth clientAuth = TlsClientAuth.NONE;
        private @Nullable Path clientAuthorities;
        private boolean deflate;
        private HttpHandler fallback = call -> CompletableFuture.completedFuture(HttpReply.notFound());

        private Builder() {}

        /**
         * Sets the Bayeux server that is built and started with this one.
         *
         * @param builder its builder; by default one for the memory engine
         * @return this builder
         */
        public Builder bayeux(BayeuxServerBuilder builder) {
            bayeux = builder;
            return this;
        }

        /**
         * Sets the interface to listen on.
         *
         * @param name a host name or address; by default, and if empty, all interfaces
         * @return this builder
         */
        public Builder host(String name) {
            host = name;
            return this;
        }

        /**
         * Sets the port to listen on.
         *
         * @param number a port, or 0, the default, for any that is free
         * @return this builder
         * @throws IllegalArgumentException if there is no such port
         */
        public Builder port(int number) {
            if (number < 0 || number > 0xFFFF) {
                throw new IllegalArgumentException("Expected a port from 0 to 65535, but got " + number);
            }
            port = number;
            return this;
        }

        /**
         * Sets how many threads serve connections.
         *
         * @param count at least 1; by default as many as there are processors
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder threads(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("Expected at least one thread, but got " + count);
            }
            threads = count;
            return this;
        }

        /**
         * Sets where clients find the server: at this path and all below it.
         *
         * @param path a path, by default {@code /faye}
         * @return this builder
         * @throws IllegalArgumentException if it does not begin with a slash, or has a query
         */
        public Builder mount(String path) {
            mount = Mount.at(path);
            return this;
        }

        /**
         * Sets when WebSockets are asked for a sign of life, and how often event streams give one.
         *
         * @param period after so long without a word from the client its WebSocket is pinged, and after as long again
         *     given up, and event streams get a comment; zero, the default, for never, but every ten seconds on event
         *     streams
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder ping(Duration period) {
            if (period.isNegative()) {
                throw new IllegalArgumentException("Expected a period of zero or more, but got " + period);
            }
            ping = period;
            return this;
        }

        /**
         * Sets how much a connection may ask.
         *
         * @param value by default {@link HttpLimits#DEFAULT}
         * @return this builder
         */
        public Builder limits(HttpLimits value) {
            limits = value;
            return this;
        }

        /**
         * Sets whose pages may use the server; that of the pages it is itself the origin of has to be told too. Others
         * get no CORS headers, and no WebSocket, event stream or JSON-P (403).
         *
         * @param allowed origins such as {@code https://www.example.com}; by default, and if there are none, any
         * @return this builder
         * @throws IllegalArgumentException if one is no origin
         */
        public Builder allowedOrigins(Collection<String> allowed) {
            origins = Origins.of(allowed);
            return this;
        }

        /**
         * Sets which further header fields pages of other origins may send. {@code Accept}, {@code Authorization}, {@code
         * Content-Type}, {@code Pragma}, {@code X-CSRF-Token} and {@code X-Requested-With} are always among them.
         *
         * @param names such as {@code X-Api-Key}, in upper or lower case; by default none
         * @return this builder
         * @throws IllegalArgumentException if one is no name of a header field; {@code *} is none, because browsers do not
         *     let it stand for others in requests with credentials
         */
        public Builder allowedHeaders(Collection<String> names) {
            headers = Cors.checkedNames(names);
            return this;
        }

        /**
         * Has the server speak TLS, and nothing else. The files are looked at every two seconds; when they have changed,
         * new connections use the new ones. If those cannot be used, the old ones stay, and the log says why.
         *
         * @param certificate a file with the server's certificate and those that vouch for it, in PEM
         * @param key a file with its private key, in PEM, PKCS #8 and not encrypted
         * @return this builder
         */
        public Builder tls(Path certificate, Path key) {
            tls = new TlsFiles(certificate, key);
            return this;
        }

        /**
         * Has the server ask its clients for certificates under TLS, which extensions then find in {@link
         * io.faye.extension.Request#peerCertificates()}. The file is looked at again like those of {@link #tls}.
         *
         * @param demand whom to ask; by default nobody
         * @param authorities a file with the certificates, in PEM, of those who vouch for clients
         * @return this builder
         */
        public Builder tlsClientAuth(TlsClientAuth demand, Path authorities) {
            clientAuth = demand;
            clientAuthorities = authorities;
            return this;
        }

        /**
         * Has WebSockets compress messages with clients that offer it ({@code permessage-deflate}), which costs processor
         * time. Limits of messages count what they are when inflated. By default nothing is compressed.
         *
         * @return this builder
         */
        public Builder deflate() {
            deflate = true;
            return this;
        }

        /**
         * Sets how many clients are let in.
         *
         * @param value by default {@link AdmissionLimits#DEFAULT}
         * @return this builder
         */
        public Builder admission(AdmissionLimits value) {
            admission = value;
            return this;
        }

        /**
         * Sets which proxies are believed when {@code X-Forwarded-For} or {@code Forwarded} say for whom they ask. If
         * both are there they have to tell the same.
         *
         * @param blocks addresses such as {@code 127.0.0.1}, or blocks of them such as {@code 10.0.0.0/8}; by default
         *     none
         * @return this builder
         * @throws IllegalArgumentException if one is no address and no block
         */
        public Builder trustedProxies(Collection<String> blocks) {
            proxies = Proxies.of(blocks);
            return this;
        }

        /**
         * Sets who serves paths that are not the server's own.
         *
         * @param handler by default one that finds nothing: 404
         * @return this builder
         */
        public Builder fallback(HttpHandler handler) {
            fallback = handler;
            return this;
        }

        /**
         * Checks the files that were given for TLS, without starting a server. Does nothing without such files.
         *
         * @throws IllegalArgumentException if a server could not use them; the message says why
         */
        public void checkTls() {
            closeTls(Tls.of(tls, clientAuth, clientAuthorities));
        }

        /**
         * Starts the server.
         *
         * @return the server, which listens
         * @throws java.io.UncheckedIOException if it cannot listen there; the message says where and why
         * @throws IllegalArgumentException if the files for TLS cannot be used, or certificates are asked for without TLS;
         *     the message says why
         * @throws RuntimeException if the Bayeux server cannot be built, as its builder says
         */
        public FayeHttpServer start() {
            Tls security = Tls.of(tls, clientAuth, clientAuthorities);
            try {
                return start(security);
            } catch (RuntimeException e) {
                closeTls(security);
                throw e;
            }
        }

        private FayeHttpServer start(@Nullable Tls security) {
            BayeuxServer built = bayeux.build();
            try {
                Site site = site(built, security);
                InetSocketAddress address =
                        host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
                return new FayeHttpServer(site, host, Listener.open(address, threads, site));
            } catch (RuntimeException e) {
                built.close();
                throw e;
            }
        }

        private Site site(BayeuxServer built, @Nullable Tls security) {
            Admission gate = new Admission(admission, proxies);
            Preflight flight = new Preflight(origins, headers);
            return Site.of(built, mount, limits, ping, origins, flight, proxies, gate, security, deflate, fallback);
        }
    }
}
