package io.faye.standalone.api;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs requests without a right key, one line a second at most. A line never has the key. */
final class RefusedKeys {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedKeys.class);
    private static final long PERIOD = Duration.ofSeconds(1).toNanos();

    private final AtomicLong due = new AtomicLong(System.nanoTime());
    private final AtomicLong leftOut = new AtomicLong();

    void log(String reason, SocketAddress client) {
        long now = System.nanoTime();
        long known = due.get();
        if (now - known >= 0 && due.compareAndSet(known, now + PERIOD)) {
            LOG.warn(
                    "Refused a request to the API: {} (status=401, address={}, similar lines left out={})",
                    reason,
                    address(client),
                    leftOut.getAndSet(0));
        } else {
            leftOut.incrementAndGet();
        }
    }

    private static String address(SocketAddress client) {
        return client instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : String.valueOf(client);
    }
}
