package io.faye.standalone;

import io.faye.transport.http.FayeHttpServer;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The two options of {@code serve} for TLS, which need each other. */
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

    void apply(FayeHttpServer.Builder http) {
        http.tls(Objects.requireNonNull(certificate), Objects.requireNonNull(key));
    }
}
