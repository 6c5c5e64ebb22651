package io.faye.protocol;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One concrete channel, such as {@code /chat/lobby}. Text from the wire becomes a channel once, at the edge, so that
 * all who decide by channel decide about the same parsed value.
 *
 * <p>A channel may have any name of {@link ChannelNames#WIDEST}, whichever names a server accepts: engines and programs
 * need not know. A server reads names from the wire with its own {@link ChannelNames}.
 */
public final class Channel implements Comparable<Channel> {

    /** Where sessions begin. */
    public static final Channel HANDSHAKE = of("/meta/handshake");
    /** Where clients wait for messages. */
    public static final Channel CONNECT = of("/meta/connect");
    /** Where clients subscribe. */
    public static final Channel SUBSCRIBE = of("/meta/subscribe");
    /** Where clients unsubscribe. */
    public static final Channel UNSUBSCRIBE = of("/meta/unsubscribe");
    /** Where sessions end. */
    public static final Channel DISCONNECT = of("/meta/disconnect");

    private final String name;
    private final ChannelNames names;
    private final Json json;
    private @Nullable List<String> segments;
    private @Nullable List<ChannelPattern> patterns;

    private Channel(String name, ChannelNames names) {
        this.name = name;
        this.names = names;
        this.json = Json.of(name);
    }

    /**
     * {@return the channel of this name}
     *
     * @param name a channel's name
     * @throws IllegalArgumentException if it is none, not even with {@link ChannelNames#WIDEST}
     */
    public static Channel of(String name) {
        return parse(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("Expected a channel such as /chat/lobby, but got '" + name + "'"));
    }

    /**
     * {@return the channel of this name, or empty if the text is none, not even with {@link ChannelNames#WIDEST}} For text
     * from outside {@link ChannelNames#channel} says whether a server accepts the name.
     *
     * @param name a text
     */
    public static Optional<Channel> parse(String name) {
        return Optional.ofNullable(parseOrNull(name));
    }

    static @Nullable Channel parseOrNull(String name) {
        Channel known = Known.CHANNELS.getIfPresent(name);
        if (known != null) {
            return known;
        }
        ChannelNames names = ChannelNames.narrowest(name);
        if (names == null) {
            return null;
        }
        Channel channel = new Channel(name, names);
        if (name.length() <= Known.LONGEST) {
            Known.CHANNELS.put(name, channel);
        }
        return channel;
    }

    /** {@return the narrowest names that this one belongs to} */
    ChannelNames names() {
        return names;
    }

    /** {@return whether the first segment is {@code meta}: the protocol's own channels} */
    public boolean isMeta() {
        return startsWith("/meta");
    }

    /** {@return whether the first segment is {@code service}: from a client to the server only} */
    public boolean isService() {
        return startsWith("/service");
    }

    private boolean startsWith(String segment) {
        return ChannelPattern.startsWith(name, segment);
    }

    /** {@return the names between the slashes, first to last} */
    public List<String> segments() {
        List<String> known = segments;
        if (known == null) {
            known = List.of(name.substring(1).split("/", -1));
            segments = known;
        }
        return known;
    }

    /**
     * {@return all patterns that match this channel: itself, {@code <parent>/*}, and {@code /**} below each ancestor;
     * for a service channel only those that begin with {@code /service}}
     */
    public List<ChannelPattern> patterns() {
        List<ChannelPattern> known = patterns;
        if (known == null) {
            known = matching();
            patterns = known;
        }
        return known;
    }

    private List<ChannelPattern> matching() {
        List<ChannelPattern> matching = new ArrayList<>();
        matching.add(new ChannelPattern(name));
        int slash = name.lastIndexOf('/');
        matching.add(new ChannelPattern(name.substring(0, slash) + "/*"));
        for (; slash >= 0; slash = slash == 0 ? -1 : name.lastIndexOf('/', slash - 1)) {
            matching.add(new ChannelPattern(name.substring(0, slash) + "/**"));
        }
        return matching.stream().filter(pattern -> pattern.matches(this)).toList();
    }

    /** {@return the name as a JSON string} */
    public Json toJson() {
        return json;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Channel channel && channel.name.equals(name);
    }

    /**
     * {@return the order of the names} Hash tables need it: clients can choose names that have one hash code, and among
     * keys without an order a table looks at each.
     */
    @Override
    public int compareTo(Channel other) {
        return name.compareTo(other.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** {@return the name} */
    @Override
    public String toString() {
        return name;
    }

    /** Channels seen lately, so that a busy one is parsed once; bounded in number and, by length, in bytes. */
    private static final class Known {
        static final int LONGEST = 256;
        static final Cache<String, Channel> CHANNELS =
                Caffeine.newBuilder().maximumSize(4_096).executor(Runnable::run).build();
    }
}
