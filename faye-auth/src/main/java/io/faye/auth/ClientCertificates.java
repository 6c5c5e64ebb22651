package io.faye.auth;

import io.faye.auth.support.PluginFault;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Knows clients by the certificate that they showed when the TLS connection began. The transport has checked who issued
 * it; this says whom it stands for. The principal expires with the certificate.
 */
public final class ClientCertificates implements Authenticator {

    private final Function<X509Certificate, Optional<Principal>> holder;

    private ClientCertificates(Function<X509Certificate, Optional<Principal>> holder) {
        this.holder = holder;
    }

    /** {@return what takes the common name (CN) of a certificate's subject for the principal's name} */
    public static ClientCertificates byCommonName() {
        return by(certificate -> commonName(certificate).map(Principal::of));
    }

    /**
     * {@return what asks the application}
     *
     * @param holder finds the principal of a certificate; if it is empty the message is refused
     */
    public static ClientCertificates by(Function<X509Certificate, Optional<Principal>> holder) {
        return new ClientCertificates(holder);
    }

    @Override
    public CompletionStage<AuthenticationResult> authenticate(Credentials credentials) {
        List<X509Certificate> chain = credentials.request().peerCertificates();
        return (chain.isEmpty() ? AuthenticationResult.absent() : outcome(chain.get(0))).now();
    }

    private AuthenticationResult outcome(X509Certificate certificate) {
        return PluginFault.ask(holder, () -> holder.apply(certificate), "answer")
                .map(principal -> AuthenticationResult.authenticated(principal
                        .expires()
                        .map(expires -> principal)
                        .orElseGet(
                                () -> principal.until(certificate.getNotAfter().toInstant()))))
                .orElse(AuthenticationResult.invalid("a certificate of nobody known"));
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .filter(name -> !name.isEmpty())
                            .reduce((wide, narrow) -> narrow);
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
