package io.faye.auth;

import io.faye.extension.Exchange;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log that credentials are refused: in a line a second at most, for whoever guesses must not fill it. */
final class RefusedCredentials {

    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);
    private static final long PERIOD = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;
    private final AtomicLong due;
    private final AtomicLong untold = new AtomicLong();

    RefusedCredentials(LongSupplier nanos) {
        this.nanos = nanos;
        this.due = new AtomicLong(nanos.getAsLong());
    }

    /** Takes a reason that holds nothing of the credential; it may be that of somebody else's authenticator. */
    void tell(String reason, Exchange exchange) {
        long now = nanos.getAsLong();
        long time = due.get();
        if (now - time >= 0 && due.compareAndSet(time, now + PERIOD)) {
            LOG.warn("{} ({} more such lines were left out)", line(reason, exchange), untold.getAndSet(0));
            return;
        }
        untold.incrementAndGet();
        if (LOG.isDebugEnabled()) {
            LOG.debug(line(reason, exchange));
        }
    }

    private static String line(String reason, Exchange exchange) {
        Network network = Network.of(exchange.request());
        String transport = exchange.request().transport();
        return "Refused a credential from " + network + " by " + transport + ": " + LogText.of(reason);
    }
}
