package io.faye.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one subscribes to: a channel, {@code /chat/*} for the channels exactly one segment below {@code /chat}, or
 * {@code /chat/**} for all channels below it (Bayeux 1.0, section 3.4). {@code /*} and {@code /**} stand for all.
 *
 * <p>As with a {@link Channel}, the names may be any of {@link ChannelNames#WIDEST}. Only a last segment that is
 * {@code *} or {@code **} is a wildcard: {@code /chat/a*} is one channel.
 */
public final class ChannelPattern implements Comparable<ChannelPattern> {

    private final String name;
    private final int hash;

    /** Trusts the caller: the text is a pattern. */
    ChannelPattern(String name) {
        this.name = name;
        this.hash = name.hashCode();
    }

    /**
     * {@return the pattern written so}
     *
     * @param name a pattern
     * @throws IllegalArgumentException if it is none, not even with {@link ChannelNames#WIDEST}
     */
    public static ChannelPattern of(String name) {
        return parse(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected a channel or a pattern such as /chat/* or /chat/**, but got '" + name + "'"));
    }

    /**
     * {@return the pattern written so, or empty if the text is none, not even with {@link ChannelNames#WIDEST}} For text
     * from outside {@link ChannelNames#pattern} says whether a server accepts the pattern.
     *
     * @param name a text
     */
    public static Optional<ChannelPattern> parse(String name) {
        return ChannelNames.WIDEST.pattern(name);
    }

    /** {@return whether this is more than one channel} */
    public boolean isWildcard() {
        return wildcard() > 0;
    }

    /** {@return whether the first segment is {@code meta}} */
    public boolean isMeta() {
        return startsWith(name, "/meta");
    }

    /** {@return whether the first segment is {@code service}} */
    public boolean isService() {
        return startsWith(name, "/service");
    }

    static boolean startsWith(String name, String segment) {
        return name.startsWith(segment) && (name.length() == segment.length() || name.charAt(segment.length()) == '/');
    }

    /**
     * {@return whether messages to the channel are for subscribers of this pattern} Messages to {@code /service/...}
     * are only for patterns whose own first segment is {@code service}.
     *
     * @param channel the channel of a message
     */
    public boolean matches(Channel channel) {
        String other = channel.toString();
        return switch (wildcard()) {
            case 0 -> other.equals(name);
            case 2 -> below(other) && other.indexOf('/', name.length() - 1) < 0 && audible(channel);
            default -> below(other) && audible(channel);
        };
    }

    private boolean audible(Channel channel) {
        return !channel.isService() || isService();
    }

    /** Whether the other name begins with this pattern's parent and a slash. */
    private boolean below(String other) {
        int slash = name.length() - wildcard();
        return other.length() > slash + 1 && other.charAt(slash) == '/' && other.regionMatches(0, name, 0, slash);
    }

    private int wildcard() {
        return ChannelNames.wildcardLength(name);
    }

    /**
     * {@return whether some channel could match both}
     *
     * @param other another pattern
     */
    public boolean overlaps(ChannelPattern other) {
        if (!isWildcard()) {
            return other.matches(Channel.of(name));
        }
        if (!other.isWildcard()) {
            return matches(Channel.of(other.name));
        }
        boolean shorter = parent().length() <= other.parent().length();
        return shorter ? covers(other) : other.covers(this);
    }

    /** Whether this wildcard overlaps another one whose parent is not shorter. */
    private boolean covers(ChannelPattern longer) {
        if (parent().equals(longer.parent())) {
            return true;
        }
        return wildcard() == 3 && longer.parent().startsWith(parent() + "/") && (isService() || !longer.isService());
    }

    private String parent() {
        return name.substring(0, name.length() - wildcard());
    }

    /** {@return the pattern as a JSON string} */
    public Json toJson() {
        return Json.of(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof ChannelPattern pattern && pattern.name.equals(name);
    }

    /**
     * {@return the order of the names} Hash tables need it: clients can choose names that have one hash code, and among
     * keys without an order a table looks at each.
     */
    @Override
    public int compareTo(ChannelPattern other) {
        return name.compareTo(other.name);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@return the pattern's text} */
    @Override
    public String toString() {
        return name;
    }
}
