package io.faye.transport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes forms and queries apart. */
public final class FormFields {

    private static final int MOST = 1_024;

    private FormFields() {}

    /**
     * {@return the fields by name, decoded, in order; none if an escape is broken} Of more than 1,024 fields those after are left out.
     *
     * @param text a form, or a query without its question mark
     */
    public static Map<String, List<String>> of(String text) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        try {
            int count = 0;
            for (int from = 0; from < text.length() && count < MOST; count++) {
                int end = text.indexOf('&', from);
                end = end < 0 ? text.length() : end;
                add(text.substring(from, end), fields);
                from = end + 1;
            }
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
        return Collections.unmodifiableMap(fields);
    }

    private static void add(String field, Map<String, List<String>> fields) {
        if (!field.isEmpty()) {
            int equals = field.indexOf('=');
            String name = decoded(equals < 0 ? field : field.substring(0, equals));
            String value = equals < 0 ? "" : decoded(field.substring(equals + 1));
            fields.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
