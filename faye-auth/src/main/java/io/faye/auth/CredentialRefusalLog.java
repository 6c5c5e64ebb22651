package io.faye.auth;

import io.faye.auth.support.ClientNetwork;
import io.faye.extension.Exchange;
import io.faye.protocol.log.LogText;
import io.faye.protocol.log.RateLimitedLog;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs refused credentials, with at most one line a second, so that guessing clients cannot fill the log. */
final class CredentialRefusalLog {

    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);
    private static final String LINE = "Refused a credential from {} by {}: {}";

    private final RateLimitedLog log;

    CredentialRefusalLog(LongSupplier nanos) {
        log = new RateLimitedLog(Authentication.class, nanos);
    }

    /** Logs a refusal. The reason must not contain the credential; it may come from an authenticator of the application. */
    void tell(String reason, Exchange exchange) {
        ClientNetwork network = ClientNetwork.of(exchange.request());
        String transport = exchange.request().transport();
        boolean written = log.warn("", LINE + " ({} more such lines were left out)", network, transport, reason);
        if (!written && LOG.isDebugEnabled()) {
            LOG.debug(LINE, network, transport, LogText.of(reason));
        }
    }
}
