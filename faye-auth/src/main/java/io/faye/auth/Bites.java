package io.faye.auth;

import io.faye.extension.Exchange;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.log.RateLimitedLog;
import java.time.Duration;
import java.util.List;

/** Tells the log that a limit bites: once in a minute for each sender, however many messages it refuses. */
final class Bites {

    /** A sender with many addresses has a line for each, but not more in all than 60 at once and one a second. */
    private final RateLimitedLog log = RateLimitedLog.ofManyKinds(RateLimits.class, Duration.ofMinutes(1), 60);

    void tell(BayeuxError error, Exchange exchange) {
        String name = Principal.of(exchange).map(Principal::name).orElse("nobody");
        tell(error.arguments().get(0), name, Network.of(exchange.request()));
    }

    /** Takes the name of a principal that the session of the exchange does not have yet. */
    void tell(String what, String principal, Exchange exchange) {
        tell(what, principal, Network.of(exchange.request()));
    }

    private void tell(String what, String name, Network network) {
        log.warn(
                List.of(network, name, what),
                "The limit of {} refuses messages of {} at {}; no more lines for a minute",
                what,
                name,
                network);
    }
}
