package io.faye.protocol;

import java.math.BigInteger;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The name of a session: 31 characters of {@code 0-9a-z}, 160 random bits in base 36, hard to guess. */
public final class ClientId {

    private static final int LENGTH = 31;
    private static final int RANDOM_BYTES = 20;

    private final String text;

    private ClientId(String text) {
        this.text = text;
    }

    /**
     * {@return the id written so, or empty if the text is not of the form that {@link #random} issues}
     *
     * @param text what somebody gives as an id
     */
    public static Optional<ClientId> parse(String text) {
        return Optional.ofNullable(parseOrNull(text));
    }

    static @Nullable ClientId parseOrNull(String text) {
        if (text.length() != LENGTH) {
            return null;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'z')) {
                return null;
            }
        }
        return new ClientId(text);
    }

    /**
     * {@return a new id}
     *
     * @param source where the bits come from; for anything but tests a {@link java.security.SecureRandom}
     */
    public static ClientId random(RandomGenerator source) {
        byte[] bytes = new byte[RANDOM_BYTES];
        source.nextBytes(bytes);
        String digits = new BigInteger(1, bytes).toString(36);
        return new ClientId("0".repeat(LENGTH - digits.length()) + digits);
    }

    /** {@return the id as a JSON string} */
    public Json toJson() {
        return Json.of(text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientId id && id.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@return the 31 characters} */
    @Override
    public String toString() {
        return text;
    }
}
