package io.faye.transport;

import java.util.stream.Stream;

/**
 * Where the Bayeux server is found: this path, and all below it.
 *
 * @param path without a slash at its end; empty for every path
 */
public record Mount(String path) {

    /** What a path may hold without being encoded (RFC 3986, section 3.3), beside letters and digits. */
    private static final String OTHERS = "/-._~!$&'()*+,;=:@";

    /** No path is here, because the path of a request has no blank. */
    public static final Mount NOWHERE = new Mount(" ");

    /**
     * {@return the mount at a path} Takes {@code /faye} and {@code /faye/} for the same; {@code /} takes every path.
     *
     * @param path such as {@code /faye}
     * @throws IllegalArgumentException if requests for it could be written in several ways
     */
    public static Mount at(String path) {
        String whole = path.endsWith("/") ? path : path + "/";
        if (!path.startsWith("/")
                || !path.chars().allMatch(Mount::isPlain)
                || Stream.of("//", "/./", "/../").anyMatch(whole::contains)) {
            throw new IllegalArgumentException("Expected a mount such as /faye, but got '" + path
                    + "': letters and digits of ASCII, and any of " + OTHERS + " without empty segments, . and ..");
        }
        return new Mount(whole.substring(0, whole.length() - 1));
    }

    private static boolean isPlain(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c) || OTHERS.indexOf(c) >= 0;
    }

    /**
     * {@return whether a path is the mount's, or below it}
     *
     * @param requested the path of a request
     */
    public boolean holds(String requested) {
        return requested.startsWith(path)
                && (requested.length() == path.length() || requested.charAt(path.length()) == '/');
    }
}
