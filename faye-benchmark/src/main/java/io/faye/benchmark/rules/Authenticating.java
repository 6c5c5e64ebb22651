package io.faye.benchmark.rules;

import io.faye.auth.Authentication;
import io.faye.auth.AuthenticationResult;
import io.faye.auth.Authenticator;
import io.faye.auth.Principal;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Sessions;
import io.faye.extension.Verdict;
import io.faye.protocol.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Has the server that is measured know each of its clients, by a credential that ends long after the measurement. */
public final class Authenticating implements Extension {

    private static final Duration VALIDITY = Duration.ofHours(1);

    private final Authentication authentication =
            Authentication.builder().required().authenticator(everybody()).build();

    /** For the server, which finds this by name. */
    public Authenticating() {}

    private static Authenticator everybody() {
        Optional<Instant> expires = Optional.of(Instant.now().plus(VALIDITY));
        AuthenticationResult somebody =
                AuthenticationResult.authenticated(new Principal("somebody", Set.of("reader"), expires));
        return credentials -> somebody.now();
    }

    @Override
    public void added(Sessions sessions) {
        authentication.added(sessions);
    }

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        return authentication.incoming(message, exchange);
    }

    @Override
    public Verdict outgoing(Message message, Exchange exchange) {
        return authentication.outgoing(message, exchange);
    }
}
