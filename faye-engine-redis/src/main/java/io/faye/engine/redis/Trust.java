package io.faye.engine.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** Whom we believe that a server is Redis; its certificate must be for the name by which we call it. */
interface Trust {

    String TYPE = "PKCS12";
    /** Nothing in it is secret, but it does not go without. */
    String PASSWORD = "certificates";

    /** Those whom this JVM believes. */
    Trust OF_JVM = config -> config.sslOptions(SslOptions.defaults());

    /** Has connections encrypted. */
    void applyTo(DefaultJedisClientConfig.Builder config);

    /**
     * {@return belief in some authorities, and nobody else}
     *
     * @param file their certificates, in PEM
     */
    static Trust in(String file) {
        byte[] store = store(certificates(Path.of(file)));
        SslOptions options = SslOptions.builder()
                .trustStoreType(TYPE)
                .truststore(() -> new ByteArrayInputStream(store), PASSWORD.toCharArray())
                .sslVerifyMode(SslVerifyMode.FULL)
                .build();
        return config -> config.sslOptions(options);
    }

    private static Collection<? extends Certificate> certificates(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IllegalArgumentException("Expected certificates in " + file);
            }
            return found;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("Expected a file of certificates in PEM: " + e, e);
        }
    }

    /** In the form in which Jedis takes it. */
    private static byte[] store(Collection<? extends Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            for (Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, PASSWORD.toCharArray());
            return bytes.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The JVM does not know how to trust certificates", e);
        }
    }
}
