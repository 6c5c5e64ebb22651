package io.faye.metrics;

import io.faye.protocol.ConnectionType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One timer for each transport. Transports that the protocol does not name, such as those of applications, share one, because
 * tags have a bound.
 */
final class DeliveryTimers {

    private static final String OTHER = "other";
    /** From a delivery over a connection that is open to a client that comes back after a minute. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
        Duration.ofSeconds(1), Duration.ofMillis(2_500), Duration.ofSeconds(5), Duration.ofSeconds(10),
        Duration.ofSeconds(30), Duration.ofSeconds(60)
    };

    private final Map<String, Timer> timers = new HashMap<>();
    private final Timer other;

    DeliveryTimers(MeterRegistry registry, String name, String description) {
        Arrays.stream(ConnectionType.values())
                .map(ConnectionType::toString)
                .forEach(transport -> timers.put(transport, timer(registry, name, description, transport)));
        other = timer(registry, name, description, OTHER);
    }

    private static Timer timer(MeterRegistry registry, String name, String description, String transport) {
        return Timer.builder(name)
                .tag("transport", transport)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    void record(String transport, long nanos) {
        timers.getOrDefault(transport, other).record(nanos, TimeUnit.NANOSECONDS);
    }
}
