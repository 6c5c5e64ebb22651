package io.faye.tck;

import io.faye.engine.QueueLimits;
import io.faye.engine.Traits;
import java.time.Duration;

/**
 * What hosts tell their engines.
 *
 * @param timeout short only where sessions are to expire, if the time is the machine's
 */
record Settings(Duration timeout, Duration operationTimeout, QueueLimits limits) {

    private static final Duration ORDINARY = Duration.ofSeconds(10);
    private static final Duration UNREACHED = Duration.ofSeconds(40);
    private static final Duration SHORT = Duration.ofSeconds(1);

    static Settings of(Traits traits, Duration operationTimeout) {
        return new Settings(traits.ownClock() ? UNREACHED : ORDINARY, operationTimeout, QueueLimits.DEFAULT);
    }

    /** {@return for sessions that expire within the test} */
    Settings expiring(Traits traits) {
        return new Settings(traits.ownClock() ? SHORT : ORDINARY, operationTimeout, limits);
    }

    Settings limited(int messages, QueueLimits.Policy policy) {
        return limited(new QueueLimits(messages, Long.MAX_VALUE, policy));
    }

    Settings limited(QueueLimits changed) {
        return new Settings(timeout, operationTimeout, changed);
    }
}
