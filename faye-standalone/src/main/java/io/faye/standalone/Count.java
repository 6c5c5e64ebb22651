package io.faye.standalone;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of things, from 0 on. */
final class Count implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number below 0.
        }
        throw new TypeConversionException("'" + text + "' is not a number from 0 to " + Integer.MAX_VALUE);
    }
}
