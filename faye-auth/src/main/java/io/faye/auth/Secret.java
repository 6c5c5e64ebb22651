package io.faye.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret text: signs, and compares in a time that does not tell how much was guessed. Never shows itself. */
final class Secret {

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    private Secret(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, HMAC);
    }

    /** {@return a secret} Refuses what could be found out by trying. */
    static Secret of(String what, String text, int shortest) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < shortest) {
            throw tooShort(what, shortest, bytes.length);
        }
        return new Secret(bytes);
    }

    static IllegalArgumentException tooShort(String what, int shortest, int length) {
        return new IllegalArgumentException("Expected a " + what + " of " + shortest + " bytes or more, but got "
                + length + "; 'openssl rand -base64 " + shortest + "' makes one");
    }

    byte[] sign(String text) {
        return sign(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean hasSigned(String text, byte[] signature) {
        return MessageDigest.isEqual(sign(text), signature);
    }

    /** {@return whether this is the text} Compares signatures, so not even the length of the secret shows. */
    boolean is(String guess) {
        return MessageDigest.isEqual(sign(key.getEncoded()), sign(guess.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] sign(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
