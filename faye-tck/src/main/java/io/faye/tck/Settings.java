package io.faye.tck;

import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineLimits;
import io.faye.engine.QueueLimits;
import java.time.Duration;

/**
 * What hosts tell their engines.
 *
 * @param timeout short only where sessions are to expire, if the time is the machine's
 */
record Settings(Duration timeout, Duration operationTimeout, EngineLimits limits, long maxMemory) {

    /** No whole number of seconds: an engine that counts in seconds is to be found out. */
    private static final Duration ORDINARY = Duration.ofMillis(9_877);

    private static final Duration UNREACHED = Duration.ofSeconds(40);
    private static final Duration SHORT = Duration.ofSeconds(1);

    static Settings of(EngineCapabilities capabilities, Duration operationTimeout) {
        return new Settings(
                capabilities.hasOwnClock() ? UNREACHED : ORDINARY,
                operationTimeout,
                EngineLimits.DEFAULT,
                Long.MAX_VALUE);
    }

    /** {@return for sessions that expire within the test} */
    Settings expiring(EngineCapabilities capabilities) {
        return new Settings(capabilities.hasOwnClock() ? SHORT : ORDINARY, operationTimeout, limits, maxMemory);
    }

    Settings limited(int messages, QueueLimits.Policy policy) {
        return limited(new QueueLimits(messages, Long.MAX_VALUE, policy));
    }

    Settings limited(QueueLimits changed) {
        return limited(limits.withQueue(changed));
    }

    /** {@return for tests that make more subscriptions than anybody should} */
    Settings withoutLimitOfSubscriptions() {
        return limited(limits.withMaxSubscriptions(Integer.MAX_VALUE));
    }

    Settings limited(EngineLimits changed) {
        return new Settings(timeout, operationTimeout, changed, maxMemory);
    }

    /** {@return for processes whose queues may take so many bytes of memory} */
    Settings limitedTo(long bytes) {
        return new Settings(timeout, operationTimeout, limits, bytes);
    }
}
