package io.faye.standalone.security;

import io.faye.standalone.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A secret that stands in the file itself, in a file of its own, or in a variable of the environment. */
final class Secrets {

    private static final String FILE = "-file";
    private static final String ENVIRONMENT = "-env";

    private Secrets() {}

    /** {@return the names by which a secret may be given} */
    static Set<String> names(String name) {
        return Stream.of("", FILE, ENVIRONMENT).map(name::concat).collect(Collectors.toSet());
    }

    /** {@return the secret, if it is given in one of the ways} */
    static Optional<String> find(Map<String, Setting> fields, String name) {
        return find(fields, name, System.getenv()::get);
    }

    private static Optional<String> find(
            Map<String, Setting> fields, String name, UnaryOperator<String> environment) {
        if (fields.containsKey(name + FILE)) {
            return Optional.of(fields.get(name + FILE).as(Secrets::contents));
        }
        if (fields.containsKey(name + ENVIRONMENT)) {
            return Optional.of(fields.get(name + ENVIRONMENT).as(variable -> present(variable, environment)));
        }
        return Optional.ofNullable(fields.get(name)).map(Setting::text);
    }

    private static String contents(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("the file '" + file + "' cannot be read: " + e, e);
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException("the file '" + file + "' is no text", e);
        }
    }

    private static String present(String variable, UnaryOperator<String> environment) {
        String value = environment.apply(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the environment has no variable '" + variable + "'");
        }
        return value;
    }
}
