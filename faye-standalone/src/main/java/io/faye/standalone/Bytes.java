package io.faye.standalone;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes, written as for Java's {@code -Xmx}: {@code 300m} is 300 MiB. */
final class Bytes implements ITypeConverter<Long> {

    private static final String UNITS = "kmg";

    @Override
    public Long convert(String text) {
        int unit = text.isEmpty()
                ? -1
                : UNITS.indexOf(text.toLowerCase(Locale.ROOT).charAt(text.length() - 1));
        String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
        try {
            long number = Long.parseLong(digits);
            long bytes = Math.multiplyExact(number, 1L << 10 * (unit + 1));
            if (number >= 0) {
                return bytes;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // Refused below, like a number below 0.
        }
        throw new TypeConversionException(
                "'" + text + "' is not a number of bytes, such as 300m (k, m and g stand for KiB, MiB and GiB)");
    }
}
