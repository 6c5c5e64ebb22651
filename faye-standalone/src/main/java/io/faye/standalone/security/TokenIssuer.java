package io.faye.standalone.security;

import io.faye.auth.SignedTokens;
import io.faye.standalone.config.Setting;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds what issues tokens that a server with a configuration file knows. */
public final class TokenIssuer {

    private TokenIssuer() {}

    /**
     * {@return what issues tokens with the secret of a file}
     *
     * @param file the file, for the text of a refusal
     * @param settings the file's settings
     * @throws IllegalArgumentException if the file has no secret for signed tokens
     */
    public static SignedTokens of(Path file, Map<String, Setting> settings) {
        return Optional.ofNullable(settings.get(Security.AUTH))
                .flatMap(auth -> auth.field(AuthSection.TOKENS))
                .map(AuthSection::tokens)
                .orElseThrow(() -> new IllegalArgumentException(file + ": there is no 'tokens' in an 'auth' section;"
                        + " other credentials are issued elsewhere"));
    }
}
