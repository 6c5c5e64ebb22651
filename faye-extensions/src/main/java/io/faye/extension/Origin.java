package io.faye.extension;

import java.net.IDN;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a page, as browsers write it in {@code Origin} (RFC 6454, section 6): scheme, host, and the port unless it is
 * the scheme's own. Pages without an origin of their own have {@code null}; those of applications have schemes of their own,
 * such as {@code app://localhost} or {@code file://}. Two are equal if they are the same origin. Immutable.
 */
public final class Origin {

    private static final Map<String, String> PORTS = Map.of("http", "80", "ws", "80", "https", "443", "wss", "443");
    private static final String SEPARATOR = "://";
    private static final int LONGEST_PORT = 5;

    private final String text;

    private Origin(String text) {
        this.text = text;
    }

    /**
     * {@return the origin, or empty if the text is none} Upper case and the scheme's own port make no difference.
     *
     * @param text the origin in any spelling
     */
    public static Optional<Origin> parse(String text) {
        return normalized(text).map(Origin::new);
    }

    /**
     * {@return the origin of a page, or empty if it has none}
     *
     * @param address where the page is, such as it stands in {@code Referer}
     */
    public static Optional<Origin> ofPage(String address) {
        int start = address.indexOf(SEPARATOR);
        return start < 0
                ? Optional.empty()
                : parse(address.substring(0, endOfHost(address, start + SEPARATOR.length())));
    }

    private static int endOfHost(String address, int start) {
        for (int i = start; i < address.length(); i++) {
            if ("/?#\\".indexOf(address.charAt(i)) >= 0) {
                return i;
            }
        }
        return address.length();
    }

    private static Optional<String> normalized(String text) {
        if (text.equals("null")) {
            return Optional.of(text);
        }
        int end = text.indexOf(SEPARATOR);
        String scheme = text.substring(0, Math.max(0, end)).toLowerCase(Locale.ROOT);
        return isScheme(scheme) ? normalized(scheme, text.substring(end + SEPARATOR.length())) : Optional.empty();
    }

    private static boolean isScheme(String text) {
        return !text.isEmpty()
                && text.charAt(0) >= 'a'
                && text.chars().allMatch(c -> isLetterOrDigit(c) || "+-.".indexOf(c) >= 0);
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static Optional<String> normalized(String scheme, String hostAndPort) {
        int colon = hostAndPort.indexOf(':', Math.max(0, hostAndPort.lastIndexOf(']')));
        Optional<String> host = host(colon < 0 ? hostAndPort : hostAndPort.substring(0, colon))
                .filter(name -> !name.isEmpty() || !PORTS.containsKey(scheme));
        String port = colon < 0 ? "" : hostAndPort.substring(colon + 1);
        if (host.isEmpty() || colon >= 0 && !isPort(port)) {
            return Optional.empty();
        }
        String shown = port.isEmpty() || port.equals(PORTS.get(scheme)) ? "" : ":" + port;
        return Optional.of(scheme + SEPARATOR + host.get() + shown);
    }

    private static boolean isPort(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_PORT
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) <= 65_535;
    }

    /** Names with underscores are there in the wild; a name in another script is written in ASCII, as browsers do it. */
    private static Optional<String> host(String text) {
        boolean isAddress = text.startsWith("[") && text.endsWith("]");
        String inside = isAddress ? text.substring(1, text.length() - 1) : text;
        String others = isAddress ? ":." : "-._";
        return ascii(inside)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.chars().allMatch(c -> isLetterOrDigit(c) || others.indexOf(c) >= 0))
                .map(name -> isAddress ? "[" + name + "]" : name);
    }

    private static Optional<String> ascii(String name) {
        if (name.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(name);
        }
        try {
            return Optional.of(IDN.toASCII(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin origin && origin.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@return the origin as browsers write it} */
    @Override
    public String toString() {
        return text;
    }
}
