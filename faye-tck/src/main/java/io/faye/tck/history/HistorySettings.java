package io.faye.tck.history;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a history comes about.
 *
 * @param seed what operations are chosen by; when they meet is up to the machine
 * @param operations how many, about
 * @param longest how long it goes on at most
 * @param notice how long after the store the processes may hear of something
 * @param limit how long anything may take on a slow machine
 * @param pass lets time pass, if that is done by hand
 */
public record HistorySettings(
        long seed,
        int operations,
        Duration longest,
        Duration notice,
        Duration limit,
        Optional<Consumer<Duration>> pass) {

    private static final Duration SECOND = Duration.ofSeconds(1);

    Conditions conditions(int processes, Duration timeout) {
        return new Conditions(processes, timeout, notice, pass.isPresent() ? SECOND : limit);
    }
}
