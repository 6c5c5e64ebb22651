package io.faye.standalone.security;

import io.faye.auth.Principal;
import io.faye.protocol.Json;
import io.faye.standalone.config.Setting;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs JSON web tokens (RFC 7519) with the secret of a configuration file, with the claims that the file asks for. */
record JwtIssuer(Setting section, String algorithm, String secret) implements TokenIssuer {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** {@return what issues tokens that a section accepts; empty if it checks signatures with a key of somebody else} */
    static Optional<TokenIssuer> of(Setting section) {
        JwtSection.read(section);
        String algorithm = section.field(JwtSection.ALGORITHM)
                .flatMap(names -> names.list().stream().findFirst())
                .map(Setting::text)
                .orElseThrow();
        return Secrets.find(section, JwtSection.SECRET).map(secret -> new JwtIssuer(section, algorithm, secret));
    }

    @Override
    public String issue(Principal principal) {
        if (!principal.channels().isEmpty()) {
            throw new IllegalArgumentException(
                    "A JSON web token cannot be limited to channels: let the rules do that, or use 'auth: tokens'");
        }
        String signed = part(Map.of("alg", algorithm, "typ", "JWT")) + "." + part(claims(principal));
        return signed + "." + BASE64.encodeToString(signature(signed));
    }

    private Map<String, Object> claims(Principal principal) {
        Map<String, Object> claims = new LinkedHashMap<>();
        text("issuer").ifPresent(issuer -> claims.put("iss", issuer));
        section.field("audience")
                .flatMap(names -> names.texts().stream().findFirst())
                .ifPresent(name -> claims.put("aud", name));
        claims.put(text("user-claim").orElse("sub"), principal.name());
        if (!principal.roles().isEmpty()) {
            List<String> roles = principal.roles().stream().sorted().toList();
            claims.put(text("roles-claim").orElse("roles"), roles);
        }
        claims.put("iat", Instant.now().getEpochSecond());
        claims.put("exp", principal.expires().orElseThrow().getEpochSecond());
        return claims;
    }

    private Optional<String> text(String name) {
        return section.field(name).map(Setting::text);
    }

    private static String part(Map<String, ?> fields) {
        return BASE64.encodeToString(Json.of(fields).toString().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] signature(String signed) {
        String mac = "HmacSHA" + algorithm.substring(2);
        try {
            Mac hmac = Mac.getInstance(mac);
            hmac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac));
            return hmac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + mac, e);
        }
    }
}
