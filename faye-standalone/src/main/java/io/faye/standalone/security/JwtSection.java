package io.faye.standalone.security;

import io.faye.auth.JsonWebTokens;
import io.faye.auth.JsonWebTokens.Algorithm;
import io.faye.auth.JsonWebTokensBuilder;
import io.faye.standalone.config.Setting;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How JSON web tokens are checked. */
final class JwtSection {

    private static final String ALGORITHM = "algorithm";
    private static final String SECRET = "secret";

    private JwtSection() {}

    static JsonWebTokens read(Setting section) {
        Set<String> known =
                Secrets.names(SECRET, ALGORITHM, "key-file", "jwks", "issuer", "audience", "user-claim", "roles-claim");
        Map<String, Setting> fields = section.fields(known);
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
            case "key-file" -> tokens.key(setting.as(PublicKeys::read));
            case "jwks" -> tokens.keys(setting.as(URI::create));
            case "issuer" -> tokens.issuer(setting.text());
            case "audience" -> tokens.audience(setting.texts().toArray(String[]::new));
            case "user-claim" -> tokens.userClaim(setting.text());
            case "roles-claim" -> tokens.rolesClaim(setting.text());
            default -> tokens;
        };
    }
}
