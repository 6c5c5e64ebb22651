package io.faye.transport;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The function that a JSON-P script calls back.
 *
 * @param name its name, as the request gives it
 */
public record Callback(String name) {

    private static final String USUAL = "jsonpcallback";
    private static final Pattern NAME = Pattern.compile("[a-z_$][a-z0-9_$]*+", Pattern.CASE_INSENSITIVE);

    /**
     * {@return the function that a request names, or the usual one}
     *
     * @param query the parameters of the request's query
     */
    public static Callback of(Map<String, List<String>> query) {
        String name = first(query, "jsonp");
        return new Callback(name.isEmpty() ? USUAL : name);
    }

    /**
     * {@return the messages that a request has in its query, empty if it has none}
     *
     * @param query the parameters of the request's query
     */
    public static String message(Map<String, List<String>> query) {
        return first(query, "message");
    }

    private static String first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of("")).get(0);
    }

    /** {@return whether it is names with dots between and nothing else} The script runs in the page that asked for it. */
    public boolean isHarmless() {
        return Arrays.stream(name.split("\\.", -1))
                .allMatch(part -> NAME.matcher(part).matches());
    }
}
