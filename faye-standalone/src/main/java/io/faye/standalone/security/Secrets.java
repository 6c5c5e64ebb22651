package io.faye.standalone.security;

import io.faye.standalone.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** {@return the secret, if it is given in one of the ways} */
    static Optional<String> find(Setting section, String name) {
        return section.field(name + FILE)
                .map(file -> file.as(Secrets::contents))
                .or(() -> section.field(name + ENVIRONMENT).map(variable -> variable.as(Secrets::present)))
                .or(() -> section.field(name).map(Setting::text));
    }

    private static String contents(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("the file '" + file + "' cannot be read: " + e, e);
        }
    }

    private static String present(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the environment has no variable '" + variable + "'");
        }
        return value;
    }
}
