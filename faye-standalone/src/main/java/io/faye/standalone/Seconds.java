package io.faye.standalone;

import io.faye.standalone.config.SecondsText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of seconds, such as {@code 45} or {@code 0.5}, to the millisecond. */
final class Seconds implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            return SecondsText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
