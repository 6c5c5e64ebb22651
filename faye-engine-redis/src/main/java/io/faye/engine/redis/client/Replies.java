package io.faye.engine.redis.client;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what Redis answers: numbers, bytes, and lists of these. */
public final class Replies {

    private Replies() {}

    public static long number(Object reply) {
        return reply instanceof Long number ? number : Long.parseLong(text(reply));
    }

    public static String text(Object reply) {
        return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(reply);
    }

    /** {@return a list; of RESP3's map, which is a list of entries, each entry is one of a name and a value} */
    public static List<?> list(Object reply) {
        if (reply instanceof Map.Entry<?, ?> entry) {
            return List.of(entry.getKey(), entry.getValue());
        }
        return reply instanceof List<?> list ? list : List.of();
    }

    /** {@return names and values that follow each other} */
    public static Map<String, String> map(Object reply) {
        List<?> flat = list(reply);
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            map.put(text(flat.get(i)), text(flat.get(i + 1)));
        }
        return map;
    }

    /** {@return whether a script answers that there is no such session: -1, a list that begins with -1, or nothing} */
    public static boolean isUnknown(Object reply) {
        Object first = reply instanceof List<?> list && !list.isEmpty() ? list.get(0) : reply;
        return first instanceof Long number ? number == -1 : first instanceof List<?>;
    }
}
