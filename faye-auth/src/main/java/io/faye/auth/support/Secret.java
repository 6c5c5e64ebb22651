package io.faye.auth.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that signs texts. It compares in constant time, and its text is never shown. Safe for threads. */
public final class Secret {

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    private Secret(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, HMAC);
    }

    /**
     * {@return a secret}
     *
     * @param what its name in errors
     * @param text the secret
     * @param shortest the least number of bytes, so that it cannot be guessed
     * @throws IllegalArgumentException if the text is shorter
     */
    public static Secret of(String what, String text, int shortest) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < shortest) {
            throw tooShort(what, shortest, bytes.length);
        }
        return new Secret(bytes);
    }

    /** {@return the exception for a secret that is too short} */
    public static IllegalArgumentException tooShort(String what, int shortest, int length) {
        return new IllegalArgumentException("Expected a " + what + " of " + shortest + " bytes or more, but got "
                + length + "; 'openssl rand -base64 " + shortest + "' makes one");
    }

    /** {@return the signature of a text} */
    public byte[] sign(String text) {
        return sign(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return whether the signature is that of the text} */
    public boolean hasSigned(String text, byte[] signature) {
        return MessageDigest.isEqual(sign(text), signature);
    }

    /** {@return whether the guess is the secret} Compares signatures, so that not even the length of the secret shows. */
    public boolean is(String guess) {
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
