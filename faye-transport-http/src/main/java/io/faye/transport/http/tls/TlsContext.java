package io.faye.transport.http.tls;

import io.faye.protocol.concurrent.DaemonThreads;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's certificate and key, read again when their files change. Connections that are open keep those that they
 * began with.
 */
public final class TlsContext implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration CHECKS = Duration.ofSeconds(2);

    private final TlsFiles files;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("faye-tls"));
    private PemFiles used;
    private volatile String trouble = "";
    private volatile SslContext context;

    private TlsContext(TlsFiles files, PemFiles pem) throws IOException, GeneralSecurityException {
        this.files = files;
        this.used = pem;
        this.context = context(pem);
    }

    /** {@return TLS with these files, which asks clients for certificates if it is to; null without files} */
    public static @Nullable TlsContext of(@Nullable TlsFiles files, ClientAuth demand, @Nullable Path authorities) {
        if (files == null && demand != ClientAuth.NONE) {
            throw new IllegalArgumentException("Cannot ask clients for certificates without TLS; call tls(...) too");
        }
        return files == null ? null : watching(files.asking(demand, authorities), CHECKS);
    }

    public static TlsContext watching(TlsFiles files, Duration period) {
        try {
            TlsContext tls = new TlsContext(files, files.read());
            tls.watch.scheduleWithFixedDelay(tls::check, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
            return tls;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("Cannot use " + files + " for TLS: " + e.getMessage(), e);
        }
    }

    private SslContext context(PemFiles pem) throws IOException, GeneralSecurityException {
        X509Certificate[] chain = pem.chain();
        SslContextBuilder builder = SslContextBuilder.forServer(pem.keyOf(chain[0]), chain)
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2");
        if (files.asksClients()) {
            builder.trustManager(pem.vouching()).clientAuth(files.clients());
        }
        return builder.build();
    }

    public void check() {
        try {
            read();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            tell(e);
        }
    }

    /**
     * Has new connections use what the files hold now.
     *
     * @throws IllegalArgumentException if they cannot be used; then new connections go on with what they held before
     */
    public void reload() {
        try {
            read();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("Cannot use " + files + " for TLS: " + e.getMessage(), e);
        }
    }

    private synchronized void read() throws IOException, GeneralSecurityException {
        PemFiles pem = files.read();
        if (!pem.equals(used)) {
            context = context(pem);
            used = pem;
            LOG.info("New connections use the new certificate in {}", files);
        }
        trouble = "";
    }

    /** The same trouble is told of once, not each time that it is seen. */
    private void tell(Exception e) {
        String reason = e.toString();
        if (!reason.equals(trouble)) {
            trouble = reason;
            LOG.warn("Cannot use {} for TLS, so new connections go on with the old ones: {}", files, e.getMessage());
        }
    }

    public SslContext context() {
        return context;
    }

    public SslHandler handler(ByteBufAllocator allocator) {
        SslHandler handler = context.newHandler(allocator);
        handler.setHandshakeTimeoutMillis(HANDSHAKE.toMillis());
        return handler;
    }

    /** {@return the certificates that were shown over a connection whose handshake is done, the client's own first} */
    List<X509Certificate> shown(Channel channel) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler == null || !files.asksClients()) {
            return List.of();
        }
        try {
            return Stream.of(handler.engine().getSession().getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
