package io.faye.transport.http;

import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import io.faye.transport.Cors;
import io.faye.transport.Mount;
import io.faye.transport.Origins;
import io.faye.transport.http.admission.Admission;
import io.faye.transport.http.admission.TrustedProxies;
import io.faye.transport.http.connection.ConnectionCounters;
import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.server.Listener;
import io.faye.transport.http.server.Router;
import io.faye.transport.http.tls.TlsContext;
import io.faye.transport.http.tls.TlsFiles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Builds a {@link FayeHttpServer}. Not safe for threads. */
public final class FayeHttpServerBuilder {

    private BayeuxServerBuilder bayeux = BayeuxServer.builder();
    private String host = "";
    private int port;
    private int threads = Runtime.getRuntime().availableProcessors();
    private Mount mount = Mount.at("/faye");
    private Duration ping = Duration.ZERO;
    private HttpLimits limits = HttpLimits.DEFAULT;
    private Origins origins = Origins.ANY;
    private List<String> headers = List.of();
    private TrustedProxies proxies = TrustedProxies.NONE;
    private AdmissionLimits admission = AdmissionLimits.DEFAULT;
    private @Nullable TlsFiles tls;
    private TlsClientAuth clientAuth = TlsClientAuth.NONE;
    private @Nullable Path clientAuthorities;
    private ServerContext.Compression compression = ServerContext.Compression.NONE;
    private HttpHandler fallback = call -> CompletableFuture.completedFuture(HttpReply.notFound());

    FayeHttpServerBuilder() {}

    /**
     * Sets the Bayeux server that is built and started with this one.
     *
     * @param builder its builder; by default one for the memory engine
     * @return this builder
     */
    public FayeHttpServerBuilder bayeux(BayeuxServerBuilder builder) {
        bayeux = builder;
        return this;
    }

    /**
     * Sets the interface to listen on.
     *
     * @param name a host name or address; by default, and if empty, all interfaces
     * @return this builder
     */
    public FayeHttpServerBuilder host(String name) {
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
    public FayeHttpServerBuilder port(int number) {
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
    public FayeHttpServerBuilder threads(int count) {
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
    public FayeHttpServerBuilder mount(String path) {
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
    public FayeHttpServerBuilder ping(Duration period) {
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
    public FayeHttpServerBuilder limits(HttpLimits value) {
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
    public FayeHttpServerBuilder allowedOrigins(Collection<String> allowed) {
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
    public FayeHttpServerBuilder allowedHeaders(Collection<String> names) {
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
    public FayeHttpServerBuilder tls(Path certificate, Path key) {
        tls = new TlsFiles(certificate, key);
        return this;
    }

    /**
     * Has the server ask its clients for certificates under TLS, which extensions then find in {@link
     * io.faye.extension.Request#peerCertificates()}. The file is looked at again like those of {@link #tls}.
     *
     * @param demand which clients are asked; by default none
     * @param authorities a file with the certificates, in PEM, of those who vouch for clients
     * @return this builder
     */
    public FayeHttpServerBuilder tlsClientAuth(TlsClientAuth demand, Path authorities) {
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
    public FayeHttpServerBuilder deflate() {
        compression = ServerContext.Compression.DEFLATE;
        return this;
    }

    /**
     * Sets how many clients are let in.
     *
     * @param value by default {@link AdmissionLimits#DEFAULT}
     * @return this builder
     */
    public FayeHttpServerBuilder admission(AdmissionLimits value) {
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
    public FayeHttpServerBuilder trustedProxies(Collection<String> blocks) {
        proxies = TrustedProxies.of(blocks);
        return this;
    }

    /**
     * Sets who serves paths that are not the server's own.
     *
     * @param handler by default one that finds nothing: 404
     * @return this builder
     */
    public FayeHttpServerBuilder fallback(HttpHandler handler) {
        fallback = handler;
        return this;
    }

    /**
     * Checks the files that were given for TLS, without starting a server. Does nothing without such files.
     *
     * @throws IllegalArgumentException if a server could not use them; the message says why
     */
    public void checkTls() {
        FayeHttpServer.closeTls(TlsContext.of(tls, clientAuth.clientAuth(), clientAuthorities));
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
        TlsContext security = TlsContext.of(tls, clientAuth.clientAuth(), clientAuthorities);
        try {
            return start(security);
        } catch (RuntimeException e) {
            FayeHttpServer.closeTls(security);
            throw e;
        }
    }

    private FayeHttpServer start(@Nullable TlsContext security) {
        BayeuxServer built = bayeux.build();
        try {
            ServerContext server = context(built, security);
            InetSocketAddress address =
                    host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
            return new FayeHttpServer(server, host, Listener.open(address, threads, server, router(server)));
        } catch (RuntimeException e) {
            built.close();
            throw e;
        }
    }

    ServerContext context(BayeuxServer built, @Nullable TlsContext security) {
        Admission gate = new Admission(proxies);
        admission.applyTo(gate);
        ConnectionCounters counters = new ConnectionCounters();
        return new ServerContext(
                built,
                mount,
                limits.limits(),
                ping,
                origins,
                proxies,
                gate,
                security,
                compression,
                FayeHttpServer.refusalLog(counters),
                counters);
    }

    Router router(ServerContext server) {
        return new Router(server, new Cors(origins, headers), new HandlerCalls(fallback));
    }
}
