package io.faye.auth;

import io.faye.auth.support.ClientNetwork;
import io.faye.extension.Exchange;
import io.faye.protocol.log.LogText;
import io.faye.protocol.log.RateLimitedLog;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log that credentials are refused: in a line a second at most, for whoever guesses must not fill it. */
final class CredentialRefusalLog {

    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);
    private static final String LINE = "Refused a credential from {} by {}: {}";

    private final RateLimitedLog log;

    CredentialRefusalLog(LongSupplier nanos) {
        log = new RateLimitedLog(Authentication.class, nanos);
    }

    /** Takes a reason that holds nothing of the credential; it may be that of somebody else's authenticator. */
    void tell(String reason, Exchange exchange) {
        ClientNetwork network = ClientNetwork.of(exchange.request());
        String transport = exchange.request().transport();
        boolean written = log.warn("", LINE + " ({} more such lines were left out)", network, transport, reason);
        if (!written && LOG.isDebugEnabled()) {
            LOG.debug(LINE, network, transport, LogText.of(reason));
        }
    }
}
