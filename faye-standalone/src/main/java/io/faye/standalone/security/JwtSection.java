package io.faye.standalone.security;

import io.faye.auth.jwt.JsonWebTokens;
import io.faye.auth.jwt.JsonWebTokens.Algorithm;
import io.faye.auth.jwt.JsonWebTokensBuilder;
import io.faye.standalone.config.Setting;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How JSON web tokens are checked. */
final class JwtSection {

    static final String ALGORITHM = "algorithm";
    static final String SECRET = "secret";
    private static final String KEY_FILE = "key-file";
    private static final String JWKS = "jwks";
    private static final Set<String> KEYS = Secrets.names(SECRET, KEY_FILE, JWKS);
    private static final String WAYS = "'secret', 'secret-file', 'secret-env', '" + KEY_FILE + "' and '" + JWKS + "'";

    private JwtSection() {}

    static JsonWebTokens read(Setting section) {
        Set<String> known =
                Secrets.names(SECRET, ALGORITHM, KEY_FILE, JWKS, "issuer", "audience", "user-claim", "roles-claim");
        Map<String, Setting> fields = section.fields(known);
        if (fields.keySet().stream().filter(KEYS::contains).count() > 1) {
            throw section.wrong("expected only one of " + WAYS + " here");
        }
        JsonWebTokensBuilder tokens = section.field(ALGORITHM)
                .map(JwtSection::builder)
                .orElseThrow(() -> section.wrong("expected the 'algorithm' of the tokens here, such as RS256"));
        Secrets.find(section, SECRET).ifPresent(secret -> section.checked(() -> tokens.secret(secret)));
        fields.forEach((name, setting) -> setting.checked(() -> add(tokens, name, setting)));
        return section.checked(tokens::build);
    }

    private static JsonWebTokensBuilder builder(Setting setting) {
        List<Algorithm> algorithms = setting.list().stream()
                .map(one -> one.as(JwtSection::algorithm))
                .toList();
        Algorithm[] others = algorithms.stream().skip(1).toArray(Algorithm[]::new);
        return algorithms.stream()
                .findFirst()
                .map(first -> JsonWebTokens.builder(first, others))
                .orElseThrow(() -> setting.wrong("expected an algorithm here"));
    }

    private static Algorithm algorithm(String name) {
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.toString().equals(name)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException(
                "expected one of " + List.of(Algorithm.values()) + ", but got '" + name + "'");
    }

    private static JsonWebTokensBuilder add(JsonWebTokensBuilder tokens, String name, Setting setting) {
        return switch (name) {
            case KEY_FILE -> tokens.key(setting.as(PublicKeys::read));
            case JWKS -> tokens.keys(setting.as(URI::create));
            case "issuer" -> tokens.issuer(setting.text());
            case "audience" -> tokens.audience(setting.texts().toArray(String[]::new));
            case "user-claim" -> tokens.userClaim(setting.text());
            case "roles-claim" -> tokens.rolesClaim(setting.text());
            default -> tokens;
        };
    }
}
