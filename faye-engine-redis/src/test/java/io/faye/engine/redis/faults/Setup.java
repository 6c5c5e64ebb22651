package io.faye.engine.redis.faults;

import io.faye.engine.EngineOptions;
import io.faye.engine.QueueLimits;
import io.faye.engine.redis.RedisServer;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;

/**
 * How a process is started.
 *
 * @param options of its engine
 * @param timeout how long connects are held; sessions live twice as long after a ping
 * @param operationTimeout after what time an operation fails
 * @param limits of each client's queue
 * @param ahead by how much its clock is wrong
 */
record Setup(EngineOptions options, Duration timeout, Duration operationTimeout, QueueLimits limits, Duration ahead) {

    private static final Pattern DATA = Pattern.compile("\"data\":(\\d+)");
    private static final Duration UNREACHED = Duration.ofSeconds(60);
    /** A busy machine stands still for seconds: operations fail later than those of a server. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private static final QueueLimits ROOMY =
            new QueueLimits(Integer.MAX_VALUE, Long.MAX_VALUE, QueueLimits.Policy.END_SESSION);

    /** {@return a service of its own, in which nobody expires and no queue is full} */
    static Setup of(EngineOptions options) {
        String namespace = UUID.randomUUID().toString();
        return new Setup(options.with("namespace", namespace), UNREACHED, LATE, ROOMY, Duration.ZERO);
    }

    static Setup on(RedisServer redis) {
        return of(EngineOptions.of("url", redis.url()));
    }

    /** {@return the same service as it is reached at another port of this machine} */
    Setup through(int port) {
        return with("url", "redis://127.0.0.1:" + port);
    }

    Setup with(String option, String value) {
        return new Setup(options.with(option, value), timeout, operationTimeout, limits, ahead);
    }

    Setup timeout(Duration changed) {
        return new Setup(options, changed, operationTimeout, limits, ahead);
    }

    Setup operationTimeout(Duration changed) {
        return new Setup(options, timeout, changed, limits, ahead);
    }

    Setup limits(int messages, QueueLimits.Policy policy) {
        QueueLimits changed = new QueueLimits(messages, Long.MAX_VALUE, policy);
        return new Setup(options, timeout, operationTimeout, changed, ahead);
    }

    Setup ahead(Duration by) {
        return new Setup(options, timeout, operationTimeout, limits, by);
    }

    /** {@return the numbers of the messages that are in the service's log} */
    Set<Integer> logged(RedisServer redis) {
        try (Jedis client = redis.connect()) {
            return client.xrange("{" + namespace() + "}:log", "-", "+").stream()
                    .flatMap(entry -> DATA.matcher(entry.getFields().getOrDefault("m", ""))
                            .results())
                    .map(found -> Integer.valueOf(found.group(1)))
                    .collect(Collectors.toSet());
        }
    }

    String namespace() {
        return options.values().get("namespace");
    }
}
