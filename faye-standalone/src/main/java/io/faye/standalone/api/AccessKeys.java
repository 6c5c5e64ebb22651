package io.faye.standalone.api;

import io.faye.transport.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys of which a request has to show one. Only their hashes are kept, and compared in constant time. */
public final class AccessKeys {

    private static final int SHORTEST = 16;
    private static final String BEARER = "bearer ";

    private final List<byte[]> hashes;

    private AccessKeys(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    /**
     * {@return these keys}
     *
     * @param keys of 16 bytes or more each; several, so that one can replace another without a gap
     * @throws IllegalArgumentException if one is shorter, or has a blank or a character that is not ASCII
     */
    public static AccessKeys of(List<String> keys) {
        List<byte[]> hashes = new ArrayList<>();
        for (String key : keys) {
            if (key.length() < SHORTEST) {
                throw new IllegalArgumentException("Expected a key of " + SHORTEST + " bytes or more, but got "
                        + key.length() + "; 'openssl rand -base64 32' makes one");
            }
            if (key.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
                throw new IllegalArgumentException("Expected a key of visible characters of ASCII without blanks");
            }
            hashes.add(hash(key));
        }
        return new AccessKeys(List.copyOf(hashes));
    }

    /** {@return whether there is no key, so that no request can show one} */
    public boolean isEmpty() {
        return hashes.isEmpty();
    }

    /** {@return the key that a request shows, as {@code Authorization: Bearer} or {@code X-API-Key}, if it shows one} */
    static Optional<String> shownBy(HttpCall call) {
        return call.header("authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip())
                .or(() -> call.header("x-api-key").map(String::strip));
    }

    /** {@return whether this is one of the keys} */
    boolean hold(String shown) {
        byte[] hash = hash(shown);
        boolean held = false;
        for (byte[] known : hashes) {
            held |= MessageDigest.isEqual(known, hash);
        }
        return held;
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
