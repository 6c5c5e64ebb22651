package io.faye.standalone;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of seconds, such as {@code 45} or {@code 0.5}, to the millisecond. */
final class Seconds implements ITypeConverter<Duration> {

    private static final BigDecimal LONGEST = new BigDecimal(1_000_000);

    @Override
    public Duration convert(String text) {
        try {
            BigDecimal seconds = new BigDecimal(text);
            if (seconds.signum() >= 0 && seconds.compareTo(LONGEST) <= 0) {
                return Duration.ofMillis(seconds.movePointRight(3).longValue());
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new TypeConversionException("'" + text + "' is not a number of seconds from 0 to " + LONGEST);
    }
}
