package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Client certificates")
class ClientCertificatesTest {

    /** A certificate that was made for this test: CN=ada, OU=CN\=eve, O=Example; valid for a hundred years. */
    private static final String ADA =
            """
            -----BEGIN CERTIFICATE-----
            MIIBejCCASGgAwIBAgIIJpbEzx2GnxMwCgYIKoZIzj0EAwIwMTEQMA4GA1UEChMH
            RXhhbXBsZTEPMA0GA1UECxMGQ049ZXZlMQwwCgYDVQQDEwNhZGEwIBcNMjYxMTIy
            MTAyMjEyWhgPMjEyNjEwMjkxMDIyMTJaMDExEDAOBgNVBAoTB0V4YW1wbGUxDzAN
            BgNVBAsTBkNOPWV2ZTEMMAoGA1UEAxMDYWRhMFkwEwYHKoZIzj0CAQYIKoZIzj0D
            AQcDQgAE5akO22Hs9VRd0/4pB2lvnZujIH9u+bIywn4KxSk3/+Z0ahy+I5IoGFXb
            BVQJCOBQLwF1as/QBwexdecjn+ju96MhMB8wHQYDVR0OBBYEFLQtUDdDM8DkPr+G
            6wRlSU/scsH7MAoGCCqGSM49BAMCA0cAMEQCIH+URmcDa9044eW7D1MDaL5sIo4Y
            DrvN2ESrbh8I/kFgAiBUrgO3Jxv/3cb6tjToAQ2zKlAQr1pWKSrbOJJVr3Xn4A==
            -----END CERTIFICATE-----
            """;

    private static X509Certificate ada() throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(ADA.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    @DisplayName("stand for their common name, as long as they are valid")
    void commonName() throws CertificateException {
        AuthenticationResult outcome = AuthenticatorsTest.ask(
                ClientCertificates.byCommonName(), Visit.plain().showing(ada()), Map.of());

        Principal principal = ((AuthenticationResult.Authenticated) outcome).principal();
        assertThat(principal.name()).isEqualTo("ada");
        assertThat(principal.expires()).contains(ada().getNotAfter().toInstant());
    }

    @Test
    @DisplayName("stand for whom the application says, and are wrong if it knows nobody")
    void application() throws CertificateException {
        Visit visit = Visit.plain().showing(ada());

        assertThat(AuthenticatorsTest.ask(ClientCertificates.by(certificate -> Optional.empty()), visit, Map.of()))
                .isInstanceOf(AuthenticationResult.Invalid.class);
        AuthenticationResult outcome = AuthenticatorsTest.ask(
                ClientCertificates.by(certificate -> Optional.of(Principal.of("countess", "editor"))), visit, Map.of());
        assertThat(((AuthenticationResult.Authenticated) outcome).principal().roles())
                .containsExactly("editor");
    }

    @Test
    @DisplayName("are absent where none was shown")
    void none() {
        assertThat(AuthenticatorsTest.ask(ClientCertificates.byCommonName(), Visit.plain(), Map.of()))
                .isEqualTo(AuthenticationResult.absent());
    }
}
