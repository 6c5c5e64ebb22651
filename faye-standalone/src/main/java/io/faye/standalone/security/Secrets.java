package io.faye.standalone.security;

import io.faye.standalone.config.Setting;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A secret that stands in the file itself, in a file of its own, or in a variable of the environment. */
final class Secrets {

    private static final String FILE = "-file";
    private static final String ENVIRONMENT = "-env";

    private Secrets() {}

    /** {@return the names by which a secret may be given, and others} */
    static Set<String> names(String secret, String... others) {
        return Stream.concat(Stream.of("", FILE, ENVIRONMENT).map(secret::concat), Arrays.stream(others))
                .collect(Collectors.toSet());
    }

    /** {@return the secret, if it is given, in one of the ways} */
    static Optional<String> find(Setting section, String name) {
        Optional<Setting> here = section.field(name);
        Optional<Setting> file = section.field(name + FILE);
        Optional<Setting> variable = section.field(name + ENVIRONMENT);
        if (Stream.of(here, file, variable).filter(Optional::isPresent).count() > 1) {
            throw section.wrong("expected only one of " + ways(name) + " here");
        }
        return here.map(setting -> setting.as(Secrets::literal))
                .or(() -> file.map(setting -> setting.as(Secrets::contents)))
                .or(() -> variable.map(setting -> setting.as(Secrets::present)));
    }

    /** {@return the fields by which a secret may be given, for a person to read} */
    static String ways(String name) {
        return "'" + name + "', '" + name + FILE + "' or '" + name + ENVIRONMENT + "'";
    }

    /** What is not replaced is known to everybody who knows where it would come from. */
    static String literal(String text) {
        if (text.contains("${")) {
            throw new IllegalArgumentException("variables are not replaced here: name one in '...-env' instead");
        }
        return text;
    }

    private static String contents(String file) {
        return literal(TextFile.read(file, StandardCharsets.UTF_8)).strip();
    }

    private static String present(String variable) {
        String value = System.getenv(variable);
        if (value == null) {
            throw new IllegalArgumentException("the environment has no variable '" + variable + "'");
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the environment's variable '" + variable + "' is empty");
        }
        return literal(value);
    }
}
