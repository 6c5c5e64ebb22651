package io.faye.standalone.security;

import io.faye.auth.Principal;
import io.faye.standalone.config.Setting;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Issues tokens that a server with a configuration file knows. */
@FunctionalInterface
public interface TokenIssuer {

    /**
     * {@return a token for a principal, signed}
     *
     * @param principal whom the token stands for; it has to expire
     * @throws IllegalArgumentException if a token of this kind cannot say what the principal has; the message says what
     */
    String issue(Principal principal);

    /**
     * {@return what issues tokens with the secret of a file: of {@code auth: tokens}, else of {@code auth: jwt}}
     *
     * @param file the file, for the text of a refusal
     * @param settings the file's settings
     * @throws IllegalArgumentException if the file has no secret that signs tokens
     */
    static TokenIssuer of(Path file, Map<String, Setting> settings) {
        Optional<Setting> auth = Optional.ofNullable(settings.get(Security.AUTH));
        return auth.flatMap(section -> section.field(AuthSection.TOKENS))
                .map(AuthSection::tokens)
                .<TokenIssuer>map(tokens -> tokens::issue)
                .or(() ->
                        auth.flatMap(section -> section.field(AuthSection.JWT)).flatMap(JwtIssuer::of))
                .orElseThrow(() -> new IllegalArgumentException(file + ": there is no 'tokens' in an 'auth' section,"
                        + " and no 'jwt' with a secret; other credentials are issued elsewhere"));
    }
}
