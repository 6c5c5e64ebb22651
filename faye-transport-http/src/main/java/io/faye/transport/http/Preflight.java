package io.faye.transport.http;

import io.netty.handler.codec.http.HttpRequest;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Answers what browsers ask before they send a request of a page of another origin: Fetch, section 3.2.2. */
final class Preflight {

    /** What clients send, and what {@code CsrfProtection} reads. */
    private static final List<String> FIELDS =
            List.of("Accept", "Authorization", "Content-Type", "Pragma", "X-CSRF-Token", "X-Requested-With");

    /** RFC 9110, section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~\\w-]+");

    /** Browsers take it for a name, because requests carry credentials. */
    private static final String ANY = "*";

    /** Without the fields that a browser waits for, which therefore asks nothing further. */
    private static final Response CLOSED = new Response(200, "", Bytes.NONE);

    private final Origins origins;
    private final String fields;
    private final Response open;

    /**
     * Makes the answers.
     *
     * @param origins whose pages may send requests
     * @param further names of header fields, beside those that clients need
     */
    Preflight(Origins origins, Collection<String> further) {
        this.origins = origins;
        this.fields = Response.lines(
                "Access-Control-Allow-Headers: " + names(further),
                "Access-Control-Allow-Methods: POST, GET",
                "Access-Control-Max-Age: 86400");
        this.open = new Response(200, Response.lines("Access-Control-Allow-Origin: *") + fields, Bytes.NONE);
    }

    /** The order of the alphabet, each name once. */
    private static String names(Collection<String> further) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(FIELDS);
        names.addAll(further);
        return String.join(", ", names);
    }

    /** {@return the names as they are} Refuses what is no name of a header field. */
    static List<String> checked(Collection<String> names) {
        names.forEach(Preflight::check);
        return List.copyOf(names);
    }

    private static void check(String name) {
        if (!TOKEN.matcher(name).matches() || name.equals(ANY)) {
            throw new IllegalArgumentException(
                    "Expected the name of a header field such as X-Api-Key, but got '" + name + "'");
        }
    }

    /** Without an origin anybody may ask, but without credentials; with a list of origins nobody else is told anything. */
    Response answer(HttpRequest head) {
        String origin = origins.allowing(head);
        if (origin != null) {
            return new Response(200, Response.allow(origin) + fields, Bytes.NONE);
        }
        return origins.isAny() ? open : CLOSED;
    }
}
