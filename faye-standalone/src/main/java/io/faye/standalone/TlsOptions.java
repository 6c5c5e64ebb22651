package io.faye.standalone;

import io.faye.transport.http.FayeHttpServer;
import io.faye.transport.http.FayeHttpServerBuilder;
import io.faye.transport.http.TlsClientAuth;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of {@code serve} for TLS; certificate and key need each other, and the others need both. */
final class TlsOptions {

    @Option(
            names = "--tls-cert",
            paramLabel = "<file>",
            required = true,
            description = "The server's certificate, and those that vouch for it, in PEM: then it speaks TLS only."
                    + " Read again when it changes.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "<file>",
            required = true,
            description = "The certificate's private key, in PEM (PKCS #8, not encrypted). Read again when it changes.")
    private @Nullable Path key;

    @ArgGroup(exclusive = false)
    private @Nullable Clients clients;

    void apply(FayeHttpServerBuilder http) {
        http.tls(Objects.requireNonNull(certificate), Objects.requireNonNull(key));
        if (clients != null) {
            http.tlsClientAuth(clients.demand, Objects.requireNonNull(clients.authorities));
        }
    }

    /** Throws {@code IllegalArgumentException} if a server could not use the files. */
    void check() {
        FayeHttpServerBuilder http = FayeHttpServer.builder();
        apply(http);
        try {
            http.checkTls();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(names() + ": " + e.getMessage(), e);
        }
    }

    /** {@return whether clients without a certificate are turned away} */
    boolean needsClientCertificates() {
        return clients != null && clients.demand == TlsClientAuth.NEED;
    }

    /** {@return what names the files} */
    String names() {
        return clients == null ? "--tls-cert, --tls-key" : "--tls-cert, --tls-key, --tls-client-ca";
    }

    /** What clients have to show; to ask for certificates makes sense only with those who vouch for them. */
    static final class Clients {

        @Option(
                names = "--tls-client-ca",
                paramLabel = "<file>",
                required = true,
                description = "Certificates, in PEM, of those who vouch for clients' certificates. Read again when it"
                        + " changes.")
        private @Nullable Path authorities;

        @Option(
                names = "--tls-client-auth",
                paramLabel = "none|want|need",
                description = "Whether clients are asked for a certificate (want), and turned away without one (need)."
                        + " Default: need.")
        private TlsClientAuth demand = TlsClientAuth.NEED;
    }
}
