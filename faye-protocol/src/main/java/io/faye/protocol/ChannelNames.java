package io.faye.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which names of channels a server accepts. Each value accepts all names of the values before it.
 *
 * <p>A name is one or more segments, each a {@code /} and then one character or more. A pattern is a name, or a possibly
 * empty name and then {@code /*} or {@code /**}. No name has a segment that is only {@code *} or {@code **}, so the last
 * segment alone says whether a text is a pattern of several channels. No name has a character outside of printable ASCII:
 * a name in a log line is one line, and takes one byte for each character in UTF-8.
 *
 * <p>Each channel has one name: what CometD takes for another name of a channel (a trailing slash or blank) is refused.
 */
public enum ChannelNames {

    /** Letters, digits and {@code -_!~()$@} (Bayeux 1.0, section 3.4), as Faye accepts them. */
    FAYE(""),

    /**
     * Also {@code .+#*{}'} and blanks, such as {@code /stock/GOOG.N}: what CometD 8 accepts, and the apostrophe, which
     * older versions accept. A name does not end with a blank, and no segment is only blanks.
     */
    COMETD(".+#*{}' ");

    /** Every name that some server accepts, and therefore every name that an engine must keep and deliver. */
    public static final ChannelNames WIDEST = COMETD;

    /** The characters of ASCII that segments may have, one bit for each: the first 64, and the others. */
    private final long first;

    private final long second;

    ChannelNames(String more) {
        String allowed = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_!~()$@" + more;
        first = bits(allowed, 0);
        second = bits(allowed, Long.SIZE);
    }

    private static long bits(String characters, int from) {
        return characters
                .chars()
                .filter(c -> c >= from && c < from + Long.SIZE)
                .mapToLong(c -> 1L << c - from)
                .reduce(0, (some, other) -> some | other);
    }

    private boolean allows(char c) {
        return c < Long.SIZE ? (first >>> c & 1) != 0 : c < 2 * Long.SIZE && (second >>> c - Long.SIZE & 1) != 0;
    }

    /**
     * {@return the channel of this name, or empty if the text is no name that this accepts}
     *
     * @param name text from outside
     */
    public Optional<Channel> channel(String name) {
        return Optional.ofNullable(channelOrNull(name));
    }

    @Nullable
    Channel channelOrNull(String name) {
        Channel channel = Channel.parseOrNull(name);
        return channel != null && accepts(channel) ? channel : null;
    }

    /**
     * {@return the pattern written so, or empty if the text is no pattern of names that this accepts}
     *
     * @param pattern text from outside
     */
    public Optional<ChannelPattern> pattern(String pattern) {
        return isPattern(pattern) ? Optional.of(new ChannelPattern(pattern)) : Optional.empty();
    }

    /**
     * {@return whether the channel's name is one of these}
     *
     * @param channel a channel, which may have come from a program or from another server's engine
     */
    public boolean accepts(Channel channel) {
        return channel.names().compareTo(this) <= 0;
    }

    /** {@return the narrowest value that accepts the name, null if none does} */
    static @Nullable ChannelNames narrowest(String name) {
        for (ChannelNames names : values()) {
            if (names.isName(name)) {
                return names;
            }
        }
        return null;
    }

    private boolean isName(String text) {
        return !text.isEmpty() && wildcardLength(text) == 0 && isSegments(text, text.length());
    }

    private boolean isPattern(String text) {
        int wildcard = wildcardLength(text);
        return wildcard == 0 ? isName(text) : isSegments(text, text.length() - wildcard);
    }

    /** {@return how many characters at the end are a wildcard with its slash: 0, 2 or 3} */
    static int wildcardLength(String text) {
        return text.endsWith("/**") ? 3 : text.endsWith("/*") ? 2 : 0;
    }

    /** Whether the text is, up to the end, {@code /segment} any number of times. */
    private boolean isSegments(String text, int end) {
        int from = 0;
        while (from < end) {
            int slash = text.indexOf('/', from + 1);
            int to = slash < 0 || slash > end ? end : slash;
            if (text.charAt(from) != '/' || !isSegment(text, from + 1, to)) {
                return false;
            }
            from = to;
        }
        return text.charAt(text.length() - 1) != ' ';
    }

    private boolean isSegment(String text, int from, int to) {
        int blanks = 0;
        int stars = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!allows(c)) {
                return false;
            }
            blanks += c == ' ' ? 1 : 0;
            stars += c == '*' ? 1 : 0;
        }
        int length = to - from;
        return blanks < length && (stars < length || length > 2);
    }
}
