package io.faye.standalone.client;

import io.faye.standalone.config.SecondsText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of seconds. */
final class SecondsOption implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            return SecondsText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
