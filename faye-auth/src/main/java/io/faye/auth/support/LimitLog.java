package io.faye.auth.support;

import io.faye.extension.Exchange;
import io.faye.protocol.log.RateLimitedLog;
import java.time.Duration;
import java.util.List;

/** Logs that a limit refuses messages: one line a minute for each sender and limit. Safe for threads. */
public final class LimitLog {

    /** A sender with many addresses has a line for each, but at most 60 at once and one a second. */
    private final RateLimitedLog log;

    /**
     * Creates a log.
     *
     * @param owner the name of the logger
     */
    public LimitLog(Class<?> owner) {
        log = RateLimitedLog.ofManyKinds(owner, Duration.ofMinutes(1), 60);
    }

    /**
     * Logs a refusal.
     *
     * @param limit what is limited
     * @param principal the name of the sender's principal
     * @param exchange has the sender's address
     */
    public void refused(String limit, String principal, Exchange exchange) {
        ClientNetwork network = ClientNetwork.of(exchange.request());
        log.warn(
                List.of(network, principal, limit),
                "The limit of {} refuses messages of {} at {}; no more lines for a minute",
                limit,
                principal,
                network);
    }
}
