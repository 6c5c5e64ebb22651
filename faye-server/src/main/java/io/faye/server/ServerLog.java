package io.faye.server;

import io.faye.protocol.Channel;
import io.faye.protocol.log.RateLimitedLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what goes wrong with many requests at once: at most one line of a kind a second, with the number of lines left out. */
final class ServerLog {

    private static final Logger LOG = LoggerFactory.getLogger(BayeuxServer.class);

    private final RateLimitedLog lines = new RateLimitedLog(BayeuxServer.class);

    /** The engine failed to do something. */
    void engine(String what, @Nullable Throwable fault) {
        LOG.debug("The engine did not {}", what, fault);
        lines.warn(
                "engine", "The engine did not {}: {} ({} more such lines were left out)", what, String.valueOf(fault));
    }

    /** A caller of a service has so many subscriptions that it cannot get its answer. */
    void unreachable(Channel channel) {
        lines.warn(
                "unreachable",
                "An answer was not delivered, because the caller has as many subscriptions as it may have (channel={},"
                        + " similar lines left out={})",
                channel);
    }

    /** The service has as many sessions as it may have. */
    void full(Throwable limit) {
        lines.warn(
                "full", "Refused a session: {} ({} more such lines were left out)", String.valueOf(limit.getMessage()));
    }
}
