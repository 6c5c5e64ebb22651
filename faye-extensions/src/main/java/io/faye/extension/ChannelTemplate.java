package io.faye.extension;

import io.faye.protocol.Channel;
import io.faye.protocol.ChannelNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A set of channels, written like one: {@code /rooms/{room}/messages}. A name in braces stands for one segment of any
 * text; {@code *}, as the last segment, for one as well, and {@code **} for one or more. So {@code /rooms/**} is all
 * channels below {@code /rooms}, and not {@code /rooms} itself.
 *
 * <p>The protocol's own channels are in no template that does not begin with {@code /meta}. Service channels are in
 * {@code /**}, unlike with a subscription.
 *
 * <p>Whichever {@link ChannelNames} a server accepts, each channel is in the same templates: a variable and a wildcard
 * stand for segments of any characters. A segment of fixed text has no {@code *} or brace, so that what looks like a
 * wildcard or a variable is one: of CometD's channels {@code /a*b} is only in templates such as {@code /{name}}. Nor does
 * such a segment begin or end with a blank.
 */
public final class ChannelTemplate {

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final String LIKE_WILDCARD_OR_VARIABLE = "*{}";

    private final String text;
    private final List<String> segments;
    private final Map<String, Integer> variables;

    private ChannelTemplate(String text, ChannelNames names) {
        this.text = text;
        this.segments = text.startsWith("/") ? List.of(text.substring(1).split("/", -1)) : List.of("");
        this.variables = Collections.unmodifiableMap(variablesOf(text, segments, names));
    }

    /**
     * {@return the template written so} Its fixed segments are names as Faye accepts them.
     *
     * @param text such as {@code /rooms/{room}/messages}
     * @throws IllegalArgumentException if it is not a template, or has two variables of one name
     */
    public static ChannelTemplate of(String text) {
        return of(text, ChannelNames.FAYE);
    }

    /**
     * {@return the template written so}
     *
     * @param text such as {@code /stock/GOOG.N/{quantity}}
     * @param names which names the fixed segments are of: those of the server that the template is for, so that a template
     *     of channels that cannot exist is refused
     * @throws IllegalArgumentException if it is not a template, or has two variables of one name
     */
    public static ChannelTemplate of(String text, ChannelNames names) {
        return new ChannelTemplate(text, names);
    }

    private static Map<String, Integer> variablesOf(String text, List<String> segments, ChannelNames names) {
        Map<String, Integer> variables = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String fault = fault(segments.get(i), i == segments.size() - 1, names);
            String variable = variable(segments.get(i));
            if (variable != null && variables.put(variable, i) != null) {
                fault = "the variable {" + variable + "} stands there twice";
            }
            if (fault != null) {
                throw new IllegalArgumentException(
                        "Expected a template such as /rooms/{room}/messages, but got '" + text + "': " + fault);
            }
        }
        return variables;
    }

    private static @Nullable String fault(String segment, boolean last, ChannelNames names) {
        if (segment.equals("*") || segment.equals("**")) {
            return last ? null : segment + " may only be the last segment";
        }
        if (variable(segment) != null || isFixed(segment, names)) {
            return null;
        }
        String hint = isFixed(segment, ChannelNames.WIDEST)
                ? "; with channel names '" + ChannelNames.WIDEST.name().toLowerCase(Locale.ROOT) + "' it is"
                : "";
        return "'" + segment + "' is neither a channel's segment nor a variable" + hint;
    }

    private static boolean isFixed(String segment, ChannelNames names) {
        return names.channel("/" + segment).isPresent()
                && segment.chars().noneMatch(c -> LIKE_WILDCARD_OR_VARIABLE.indexOf(c) >= 0)
                && !segment.startsWith(" ");
    }

    private static @Nullable String variable(String segment) {
        var matcher = VARIABLE.matcher(segment);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** {@return the text between the slashes, first to last: names, variables in braces, {@code *} or {@code **}} */
    public List<String> segments() {
        return segments;
    }

    /** {@return the variables in order, each with the position of its segment, the first being 0} */
    public Map<String, Integer> variables() {
        return variables;
    }

    /** {@return whether this stands for channels of the protocol} */
    public boolean isMeta() {
        return segments.get(0).equals("meta");
    }

    /** {@return whether a segment stands for any text} */
    private boolean isOpen(String segment) {
        return segment.charAt(0) == '{' || segment.charAt(0) == '*';
    }

    /**
     * {@return whether the channel is one of these}
     *
     * @param channel a channel
     */
    public boolean matches(Channel channel) {
        List<String> names = channel.segments();
        boolean fits = segments.get(segments.size() - 1).equals("**")
                ? names.size() >= segments.size()
                : names.size() == segments.size();
        if (!fits || channel.isMeta() != isMeta()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!isOpen(segments.get(i)) && !segments.get(i).equals(names.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return what the variables stand for in a channel, by name, or empty if the channel is not one of these}
     *
     * @param channel a channel
     */
    public Optional<Map<String, String>> match(Channel channel) {
        if (!matches(channel)) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        variables.forEach((name, at) -> values.put(name, channel.segments().get(at)));
        return Optional.of(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChannelTemplate template && template.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@return the template's text} */
    @Override
    public String toString() {
        return text;
    }
}
