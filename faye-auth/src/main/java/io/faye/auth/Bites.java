package io.faye.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.faye.extension.Exchange;
import io.faye.protocol.BayeuxError;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log that a limit bites: once in a minute for each sender, however many messages it refuses. */
final class Bites {

    private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);

    private final Cache<List<Object>, Boolean> told = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    /** A sender with many addresses has a line for each, but not more in all than these. */
    private final TokenBucket lines = new TokenBucket(1, 60, System.nanoTime());

    void tell(BayeuxError error, Exchange exchange) {
        String name = Principal.of(exchange).map(Principal::name).orElse("nobody");
        tell(error.arguments().get(0), LogText.of(name), Network.of(exchange.request()));
    }

    /** Takes the name of a principal that the session of the exchange does not have yet. */
    void tell(String what, String principal, Exchange exchange) {
        tell(what, LogText.of(principal), Network.of(exchange.request()));
    }

    private void tell(String what, String name, Network network) {
        boolean first = told.asMap().putIfAbsent(List.of(network, name, what), true) == null;
        if (first && lines.take(1, System.nanoTime()) == 0) {
            LOG.warn("The limit of {} refuses messages of {} at {}; no more lines for a minute", what, name, network);
        }
    }
}
