package io.faye.tck.history;

import java.time.Duration;

/**
 * Under which conditions a record came about.
 *
 * @param processes how many there were
 * @param timeout of which sessions live twice as long after a ping
 * @param notice how long after the store the processes may hear of something
 * @param slack how late an event may be on a slow machine, or when many threads share the time
 */
record Conditions(int processes, Duration timeout, Duration notice, Duration slack) {

    Duration shortestLife() {
        return timeout.multipliedBy(2);
    }

    Duration longestLife() {
        return timeout.multipliedBy(5).dividedBy(2).plusSeconds(1).plus(slack);
    }

    boolean isOneProcess() {
        return processes == 1;
    }
}
