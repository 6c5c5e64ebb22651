package io.faye.standalone;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the number of a port; 0 is any that is free. */
final class Port implements ITypeConverter<Integer> {

    private static final int HIGHEST = 65_535;

    /** {@return which variable of the environment says the port} IIS and Azure for Windows have names of their own. */
    static Optional<String> variable(Map<String, String> environment) {
        return Stream.of("PORT", "HTTP_PLATFORM_PORT", "SERVER_PORT")
                .filter(name -> !environment.getOrDefault(name, "").isEmpty())
                .findFirst();
    }

    @Override
    public Integer convert(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= HIGHEST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number out of range.
        }
        throw new TypeConversionException("'" + text + "' is not a number from 0 to " + HIGHEST);
    }
}
