package io.faye.engine;

import java.time.Duration;

/**
 * What sort of engine this is; the compatibility kit chooses its tests by it.
 *
 * @param shared several processes on one store are one service
 * @param ownClock expiry follows a clock of the engine's own, not the context's
 * @param durable sessions and messages survive a restart of the process
 * @param notice how long after a message was accepted its subscribers' processes are told at the latest, in a healthy
 *     system; zero if at once
 */
public record Traits(boolean shared, boolean ownClock, boolean durable, Duration notice) {

    /** One process, the host's clock, nothing kept: what {@code "memory"} is. */
    public static final Traits LOCAL = new Traits(false, false, false, Duration.ZERO);
}
