package io.faye.transport.http.header;

import io.faye.transport.HeaderLists;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reads request targets, forms and header fields. */
public final class RequestFields {

    private static final int MAX_PARAMETERS = 1_024;

    private RequestFields() {}

    /** The path as it was sent; proxies may send a whole URI. */
    public static String path(String target) {
        int from = 0;
        if (!target.startsWith("/")) {
            int scheme = target.indexOf("://");
            from = scheme < 0 ? 0 : target.indexOf('/', scheme + 3);
        }
        if (from < 0) {
            return "/";
        }
        int query = target.indexOf('?', from);
        return target.substring(from, query < 0 ? target.length() : query);
    }

    /** The parameters behind the question mark; none if an escape is broken. */
    public static Map<String, List<String>> query(String target) {
        int at = target.indexOf('?');
        return at < 0 ? Map.of() : form(target.substring(at + 1));
    }

    /** The fields of a form; none if an escape is broken. */
    public static Map<String, List<String>> form(String text) {
        try {
            return Collections.unmodifiableMap(
                    new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MAX_PARAMETERS, true).parameters());
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    public static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    public static Map<String, List<String>> headers(Iterable<Map.Entry<String, String>> fields) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> field : fields) {
            headers.computeIfAbsent(lowerCase(field.getKey()), name -> new ArrayList<>(1))
                    .add(field.getValue());
        }
        return Collections.unmodifiableMap(headers);
    }

    /** Whether a list such as {@code keep-alive, Upgrade} holds a token, whatever its case. */
    public static boolean hasToken(List<String> lists, String token) {
        return HeaderLists.hasToken(lists, token);
    }

    /** The members of a list without quotations, such as {@code text/html, text/event-stream}. */
    public static Stream<String> members(String list) {
        return HeaderLists.members(list);
    }
}
