package io.faye.auth.jwt;

import java.util.Map;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** What is wrong with a JSON web token, in words of ours: those of the exception hold the token. */
final class JwtFault {

    private static final String OTHER = "a token that cannot be read, or is not signed as it should be";
    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(ErrorCodes.EXPIRED, "a token that has expired"),
            Map.entry(ErrorCodes.EXPIRATION_MISSING, "a token without an expiry, 'exp'"),
            Map.entry(ErrorCodes.NOT_YET_VALID, "a token that is not valid yet"),
            Map.entry(ErrorCodes.ISSUED_AT_INVALID_FUTURE, "a token that is not valid yet"),
            Map.entry(ErrorCodes.AUDIENCE_MISSING, "a token without an audience, 'aud'"),
            Map.entry(ErrorCodes.AUDIENCE_INVALID, "a token for another audience than those expected here, 'aud'"),
            Map.entry(ErrorCodes.ISSUER_MISSING, "a token without an issuer, 'iss'"),
            Map.entry(ErrorCodes.ISSUER_INVALID, "a token of another issuer than the one expected here, 'iss'"),
            Map.entry(ErrorCodes.SIGNATURE_INVALID, "a token whose signature is wrong"),
            Map.entry(ErrorCodes.SIGNATURE_MISSING, "a token without a signature"),
            Map.entry(ErrorCodes.JSON_INVALID, "a token whose claims are no JSON"),
            Map.entry(ErrorCodes.MALFORMED_CLAIM, "a token with a claim of the wrong type"));

    private JwtFault() {}

    static String of(InvalidJwtException e) {
        return e.getErrorDetails().stream()
                .map(ErrorCodeValidator.Error::getErrorCode)
                .map(code -> WORDS.getOrDefault(code, OTHER))
                .findFirst()
                .orElse(OTHER);
    }
}
