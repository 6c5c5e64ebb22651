package io.faye.engine.redis.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** The authorities whose certificates are trusted. A certificate must be for the name by which Redis is called. */
public final class TrustedAuthorities {

    private final SSLContext context;

    private TrustedAuthorities(SSLContext context) {
        this.context = context;
    }

    /** {@return those that this JVM trusts} */
    public static TrustedAuthorities ofJvm() {
        try {
            return new TrustedAuthorities(SSLContext.getDefault());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JVM has no TLS", e);
        }
    }

    /**
     * {@return some authorities and no others}
     *
     * @param file their certificates, in PEM
     */
    public static TrustedAuthorities in(String file) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate authority : certificates(Path.of(file))) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new TrustedAuthorities(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("Expected a file of certificates in PEM: " + e, e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IllegalArgumentException("Expected certificates in " + file);
            }
            return found;
        }
    }

    /** {@return an encrypted socket over one that is connected} */
    Socket encrypt(Socket connected, RedisAddress address) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(connected, address.host(), address.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
