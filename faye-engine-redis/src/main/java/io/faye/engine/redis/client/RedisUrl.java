package io.faye.engine.redis.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is in {@code redis://user:password@host:port/database}. {@code java.net.URI} finds no host in names with an
 * underscore.
 *
 * @param tls whether it begins with {@code rediss:}
 * @param user empty if there is none
 * @param password empty if there is none
 */
public record RedisUrl(boolean tls, String user, String password, RedisAddress address, int database) {

    private static final Pattern FORM =
            Pattern.compile("(rediss?)://(?:([^@/:]*)(?::([^@/]*))?@)?([^@/?#]+)(?:/(\\d{0,9}))?");
    private static final int DEFAULT_PORT = 6379;

    /** {@return what a URL says} */
    public static RedisUrl parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Expected redis://host:port/database or rediss://...");
        }
        String database = orEmpty(parts.group(5));
        return new RedisUrl(
                parts.group(1).equals("rediss"),
                decoded(parts.group(2)),
                decoded(parts.group(3)),
                RedisAddress.parse(parts.group(4), DEFAULT_PORT),
                database.isEmpty() ? 0 : Integer.parseInt(database));
    }

    private static String orEmpty(String group) {
        return group == null ? "" : group;
    }

    /** A plus is a plus in this part of a URL. */
    private static String decoded(String group) {
        return URLDecoder.decode(orEmpty(group).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** {@return the form without user and password} */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + address + "/" + database;
    }
}
