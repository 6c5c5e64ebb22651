package io.faye.standalone.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The token that a command shows to the server. */
final class TokenOptions {

    private static final String VARIABLE = "FAYE_TOKEN";

    private final Map<String, String> environment;

    @ArgGroup
    private @Nullable Source source;

    TokenOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** {@return the token that is given, if one is} */
    Optional<String> token() {
        Source given = source;
        if (given == null) {
            return Optional.ofNullable(environment.get(VARIABLE)).filter(token -> !token.isEmpty());
        }
        return Optional.of(given.token == null ? contents(Objects.requireNonNull(given.file)) : given.token);
    }

    private static String contents(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("--token-file: the file '" + file + "' cannot be read: " + e, e);
        }
    }

    /** Where it comes from. */
    static final class Source {

        @Option(
                names = "--token",
                paramLabel = "<token>",
                description = "The token to show. Others on this machine can see it in the list of processes."
                        + " Default: the environment's FAYE_TOKEN.")
        private @Nullable String token;

        @Option(names = "--token-file", paramLabel = "<file>", description = "A file with nothing but the token.")
        private @Nullable Path file;
    }
}
