package io.faye.protocol;

/**
 * How much one request may ask of a server. What passes a limit is refused with {@code 400:<what>:Bad request}.
 *
 * @param maxMessages messages in one request
 * @param maxNesting levels of arrays and objects, the request's own array included
 * @param maxChannelLength characters of a channel's or pattern's name
 * @param maxChannelSegments segments of a channel's or pattern's name
 * @param maxIdLength bytes of a message's id as JSON in UTF-8
 */
public record ProtocolLimits(
        int maxMessages, int maxNesting, int maxChannelLength, int maxChannelSegments, int maxIdLength) {

    /** 1,000 messages, 100 levels, names of 256 characters and 32 segments, ids of 256 bytes. */
    public static final ProtocolLimits DEFAULT = new ProtocolLimits(1_000, 100, 256, 32, 256);

    /**
     * Makes limits.
     *
     * @param maxMessages at least 1
     * @param maxNesting at least 3: a message in an array needs as much
     * @param maxChannelLength at least 1
     * @param maxChannelSegments at least 1
     * @param maxIdLength at least 1
     * @throws IllegalArgumentException if a figure is lower
     */
    public ProtocolLimits {
        if (maxMessages < 1 || maxNesting < 3 || maxChannelLength < 1 || maxChannelSegments < 1 || maxIdLength < 1) {
            throw new IllegalArgumentException("Expected limits of 1 or more, nesting of 3 or more, but got "
                    + maxMessages + ", " + maxNesting + ", " + maxChannelLength + ", " + maxChannelSegments + ", "
                    + maxIdLength);
        }
    }

    /**
     * {@return whether a name is longer than channels and patterns may be}
     *
     * @param name what was given as a name
     */
    public boolean refuses(String name) {
        return name.length() > maxChannelLength
                || name.chars().filter(c -> c == '/').count() > maxChannelSegments;
    }

    /**
     * {@return whether a message's id is longer than ids may be}
     *
     * @param message what was sent
     */
    public boolean refusesIdOf(Message message) {
        return message.id().filter(id -> id.length() > maxIdLength).isPresent();
    }
}
