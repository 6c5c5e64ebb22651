package io.faye.server;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a server moves its sessions to other processes before it stops; see {@link BayeuxServer#drain}.
 *
 * @param grace how long the server goes on as before after its readiness has turned red: longer than a balancer takes to
 *     notice that
 * @param time in which the sessions move, in random order: as many sessions each second as there are, divided by this
 *     time; zero for all at once
 * @param pause how long a client waits at most before it connects again. Each is advised a time of its own, drawn at
 *     random from a quarter of this to all of it. With much less than 100 ms some clients connect again before the server
 *     has closed their WebSocket, and wait for a reply in vain
 */
public record DrainOptions(Duration grace, Duration time, Duration pause) {

    /** 5 s of grace, 15 s for the sessions to move, and a pause of 1 s. */
    public static final DrainOptions DEFAULT =
            new DrainOptions(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(1));

    /**
     * Checks the options.
     *
     * @param grace zero or more
     * @param time zero or more
     * @param pause zero or more
     * @throws IllegalArgumentException if one of them is negative
     */
    public DrainOptions {
        require("grace", grace);
        require("time", time);
        require("pause", pause);
    }

    private static void require(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("Expected " + name + " of zero or more, but got " + value);
        }
    }

    /** {@return how long one client is to wait, drawn at random from a quarter of the pause to all of it} */
    public Duration drawPause() {
        long longest = pause.toNanos();
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 4, longest + 1));
    }

    /**
     * Returns options with another grace.
     *
     * @param value how long the server goes on as before
     * @return the options
     */
    public DrainOptions withGrace(Duration value) {
        return new DrainOptions(value, time, pause);
    }

    /**
     * Returns options with another time.
     *
     * @param value in which the sessions move
     * @return the options
     */
    public DrainOptions withTime(Duration value) {
        return new DrainOptions(grace, value, pause);
    }
}
