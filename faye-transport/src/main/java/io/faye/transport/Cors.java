package io.faye.transport;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header fields with which browsers let pages of other origins use the server: Fetch, section 3.2. Immutable. */
public final class Cors {

    /** What clients send, and what {@code CsrfProtection} reads. */
    private static final List<String> FIELDS =
            List.of("Accept", "Authorization", "Content-Type", "Pragma", "X-CSRF-Token", "X-Requested-With");

    /** RFC 9110, section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~\\w-]+");

    /** Browsers take it for a name, because requests carry credentials. */
    private static final String ANY = "*";

    private final Origins origins;
    private final String names;

    /**
     * Makes the answers.
     *
     * @param origins whose pages may send requests
     * @param further names of header fields, beside those that clients need
     */
    public Cors(Origins origins, Collection<String> further) {
        this.origins = origins;
        Set<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        sorted.addAll(FIELDS);
        sorted.addAll(further);
        this.names = String.join(", ", sorted);
    }

    /**
     * {@return the names as they are} Refuses what is no name of a header field.
     *
     * @param names names of header fields
     * @throws IllegalArgumentException if one is none
     */
    public static List<String> checkedNames(Collection<String> names) {
        names.forEach(Cors::check);
        return List.copyOf(names);
    }

    private static void check(String name) {
        if (!TOKEN.matcher(name).matches() || name.equals(ANY)) {
            throw new IllegalArgumentException(
                    "Expected the name of a header field such as X-Api-Key, but got '" + name + "'");
        }
    }

    /**
     * {@return the fields that let pages of an origin read a response, in order}
     *
     * @param origin the origin as it was sent, one that is allowed
     */
    public static Map<String, String> allow(String origin) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Access-Control-Allow-Origin", origin);
        fields.put("Access-Control-Allow-Credentials", "true");
        return fields;
    }

    /**
     * {@return the fields of the answer to a preflight, in order} Without an origin anybody may ask, but without credentials;
     * with a list of origins nobody else is told anything, so that a browser asks nothing further.
     *
     * @param origin the request's header field {@code Origin}, null if it has none
     */
    public Map<String, String> preflight(@Nullable String origin) {
        String allowed = origins.allowing(origin);
        if (allowed == null && !origins.isAny()) {
            return Map.of();
        }
        Map<String, String> fields =
                new LinkedHashMap<>(allowed == null ? Map.of("Access-Control-Allow-Origin", "*") : allow(allowed));
        fields.put("Access-Control-Allow-Headers", names);
        fields.put("Access-Control-Allow-Methods", "POST, GET");
        fields.put("Access-Control-Max-Age", "86400");
        return Collections.unmodifiableMap(fields);
    }
}
