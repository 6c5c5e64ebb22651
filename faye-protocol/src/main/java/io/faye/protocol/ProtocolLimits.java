package io.faye.protocol;

/**
 * How much one request may ask of a server. Each message that passes a limit is refused with {@code 400:<what>:Bad
 * request}; the other messages of its request are processed.
 *
 * @param maxMessages messages in one request
 * @param maxNesting levels of arrays and objects, the request's own array included
 * @param maxChannelLength characters of a channel's or pattern's name
 * @param maxChannelSegments segments of a channel's or pattern's name
 * @param maxIdLength bytes of a message's id as JSON in UTF-8
 * @param maxHandshakes handshakes in one request
 * @param maxNames names in all subscribe and unsubscribe messages of one request together
 */
public record ProtocolLimits(
        int maxMessages,
        int maxNesting,
        int maxChannelLength,
        int maxChannelSegments,
        int maxIdLength,
        int maxHandshakes,
        int maxNames) {

    /**
     * 1,000 messages, 100 levels, names of 256 characters and 32 segments, ids of 256 bytes, 10 handshakes, 1,000 names to
     * subscribe to.
     */
    public static final ProtocolLimits DEFAULT = new ProtocolLimits(1_000, 100, 256, 32, 256, 10, 1_000);

    /**
     * Makes limits.
     *
     * @param maxMessages at least 1
     * @param maxNesting at least 3: a message in an array needs as much
     * @param maxChannelLength at least 1
     * @param maxChannelSegments at least 1
     * @param maxIdLength at least 1
     * @param maxHandshakes at least 1
     * @param maxNames at least 1
     * @throws IllegalArgumentException if a figure is lower
     */
    public ProtocolLimits {
        atLeast(1, maxMessages, "maxMessages");
        atLeast(3, maxNesting, "maxNesting");
        atLeast(1, maxChannelLength, "maxChannelLength");
        atLeast(1, maxChannelSegments, "maxChannelSegments");
        atLeast(1, maxIdLength, "maxIdLength");
        atLeast(1, maxHandshakes, "maxHandshakes");
        atLeast(1, maxNames, "maxNames");
    }

    private static void atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException("Expected " + name + " of " + least + " or more, but got " + value);
        }
    }

    /**
     * {@return these limits with another one for messages}
     *
     * @param messages at most so many in one request
     */
    public ProtocolLimits withMaxMessages(int messages) {
        return new ProtocolLimits(
                messages, maxNesting, maxChannelLength, maxChannelSegments, maxIdLength, maxHandshakes, maxNames);
    }

    /**
     * {@return these limits with another one for handshakes}
     *
     * @param handshakes at most so many in one request
     */
    public ProtocolLimits withMaxHandshakes(int handshakes) {
        return new ProtocolLimits(
                maxMessages, maxNesting, maxChannelLength, maxChannelSegments, maxIdLength, handshakes, maxNames);
    }

    /**
     * {@return these limits with another one for names}
     *
     * @param names at most so many in all subscribe and unsubscribe messages of one request
     */
    public ProtocolLimits withMaxNames(int names) {
        return new ProtocolLimits(
                maxMessages, maxNesting, maxChannelLength, maxChannelSegments, maxIdLength, maxHandshakes, names);
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
