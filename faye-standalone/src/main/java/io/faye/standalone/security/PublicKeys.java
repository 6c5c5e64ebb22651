package io.faye.standalone.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys in PEM, as {@code openssl pkey -pubout} writes them. */
final class PublicKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", Pattern.DOTALL);
    private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA");

    private PublicKeys() {}

    static PublicKey read(String file) {
        Matcher pem = PEM.matcher(TextFile.read(file, StandardCharsets.US_ASCII));
        if (pem.find()) {
            return key(Base64.getMimeDecoder().decode(pem.group(1)), file);
        }
        throw new IllegalArgumentException("the file '" + file + "' holds no 'BEGIN PUBLIC KEY'");
    }

    private static PublicKey key(byte[] encoded, String file) {
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                // Of another kind, or of none.
            }
        }
        throw new IllegalArgumentException("the file '" + file + "' holds no public key of " + KINDS);
    }
}
