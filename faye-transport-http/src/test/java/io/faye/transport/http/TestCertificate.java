package io.faye.transport.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A certificate, made by the JDK's own tool for one run of the tests. */
record TestCertificate(String name, KeyStore store) {

    private static final String PASSWORD = "secret";

    /** One for localhost that nobody else vouches for. */
    static TestCertificate make(Path folder, String name, String algorithm) {
        return make(
                folder.resolve(name + ".p12"), name, "-keyalg", algorithm, "-ext", "san=dns:localhost,ip:127.0.0.1");
    }

    /** One of an authority that vouches for others. */
    static TestCertificate authority(Path folder, String name) {
        return make(folder.resolve(name + ".p12"), name, "-keyalg", "EC", "-ext", "bc:critical=ca:true");
    }

    /** One that an authority made in the same folder vouches for. */
    static TestCertificate vouchedFor(Path folder, String name, TestCertificate authority) {
        Path file = folder.resolve(authority.name() + ".p12");
        return make(file, name, "-keyalg", "EC", "-signer", authority.name());
    }

    private static TestCertificate make(Path file, String name, String... options) {
        Path folder = file.getParent();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        try {
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + ".log").toFile())
                    .start();
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                keytool.destroyForcibly();
                throw new AssertionError("No certificate: " + Files.readString(folder.resolve(name + ".log")));
            }
            return load(file, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static TestCertificate load(Path file, String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificate(name, store);
    }

    String certificate() throws GeneralSecurityException {
        return pem("CERTIFICATE", store.getCertificate(name).getEncoded());
    }

    String key() throws GeneralSecurityException {
        return pem("PRIVATE KEY", store.getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    /** A client's context that trusts these and nobody else. */
    static SSLContext trusting(TestCertificate... certificates) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (TestCertificate certificate : certificates) {
            trusted.setCertificateEntry(certificate.name(), certificate.store().getCertificate(certificate.name()));
        }
        return context(null, trusted);
    }

    private static SSLContext context(KeyManager @Nullable [] shown, KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown, trust.getTrustManagers(), null);
        return context;
    }

    /** The context of a client that shows this certificate, whoever the server says it takes them from. */
    SSLContext showing(TestCertificate trusted) throws GeneralSecurityException {
        char[] password = PASSWORD.toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        X509ExtendedKeyManager all = (X509ExtendedKeyManager) keys.getKeyManagers()[0];
        return context(new KeyManager[] {new Insistent(all, name)}, trusted.store());
    }

    /** Shows one certificate even to servers that name other authorities only. */
    private static final class Insistent extends X509ExtendedKeyManager {

        private final X509ExtendedKeyManager all;
        private final String shown;

        Insistent(X509ExtendedKeyManager all, String shown) {
            this.all = all;
            this.shown = shown;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {shown};
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return shown;
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return all.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return all.getPrivateKey(alias);
        }
    }
}
