package io.faye.engine.redis.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server is.
 *
 * @param host a name or an address; an IPv6 address without brackets
 */
public record RedisAddress(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+))(?::(\\d{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * {@return the address in {@code host} or {@code host:port}} Names of containers may have an underscore.
     *
     * @param port what counts if the text has none
     */
    public static RedisAddress parse(String text, int port) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Expected host:port or [IPv6 address]:port");
        }
        int found = parts.group(3) == null ? port : Integer.parseInt(parts.group(3));
        if (found < 1 || found > HIGHEST_PORT) {
            throw new IllegalArgumentException("Expected a port from 1 to " + HIGHEST_PORT);
        }
        return new RedisAddress(parts.group(1) == null ? parts.group(2) : parts.group(1), found);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
