package io.faye.standalone.config;

import java.math.BigDecimal;
import java.time.Duration;

/** Times as people write them for this program: a number of seconds. */
public final class SecondsText {

    private static final BigDecimal LONGEST = new BigDecimal(1_000_000);

    private SecondsText() {}

    /**
     * {@return the time that a text means, to the millisecond}
     *
     * @param text a number of seconds from 0 to 1,000,000, such as {@code 45} or {@code 0.5}
     * @throws IllegalArgumentException if it is something else
     */
    public static Duration parse(String text) {
        try {
            BigDecimal seconds = new BigDecimal(text);
            if (seconds.signum() >= 0 && seconds.compareTo(LONGEST) <= 0) {
                return Duration.ofMillis(seconds.movePointRight(3).longValue());
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new IllegalArgumentException("'" + text + "' is not a number of seconds from 0 to " + LONGEST);
    }
}
