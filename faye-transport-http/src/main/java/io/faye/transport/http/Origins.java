package io.faye.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose pages may use the server: those of any origin, or those of the origins on a list. */
final class Origins {

    static final Origins ANY = new Origins(Set.of());

    private final Set<String> allowed;

    private Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    static Origins of(Collection<String> origins) {
        return origins.isEmpty()
                ? ANY
                : new Origins(origins.stream().map(Origins::checked).collect(Collectors.toUnmodifiableSet()));
    }

    private static String checked(String text) {
        String origin = originOf(text);
        if (origin == null || !origin.equals(Fields.lowerCase(text))) {
            throw new IllegalArgumentException(
                    "Expected an origin such as https://www.example.com, but got '" + text + "'");
        }
        return origin;
    }

    /** {@return the origin of a page, as browsers write it, or null if there is none to be made out} */
    private static @Nullable String originOf(String page) {
        try {
            URI uri = URI.create(page);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return null;
            }
            String origin = uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            return Fields.lowerCase(origin);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether a WebSocket or an event stream may be opened, or something posted. What is not a browser names no origin. */
    boolean admit(HttpRequest head) {
        String origin = head.headers().get(HttpHeaderNames.ORIGIN);
        return origin == null || isAllowed(origin);
    }

    /** Whether a script may be loaded. Only the Referer tells who does, and who hides it is not to be told from others. */
    boolean admitScript(HttpRequest head) {
        String origin = head.headers().get(HttpHeaderNames.ORIGIN);
        String page = origin == null ? originOf(head.headers().get(HttpHeaderNames.REFERER, "")) : origin;
        return allowed.isEmpty() || page != null && isAllowed(page);
    }

    /** {@return the request's origin as it was sent, if pages of that origin may read the answer, else null} */
    @Nullable
    String allowing(HttpRequest head) {
        String origin = head.headers().get(HttpHeaderNames.ORIGIN);
        return origin != null && isAllowed(origin) ? origin : null;
    }

    /** What a preflight without an origin is told: with a list, nothing. */
    boolean isAny() {
        return allowed.isEmpty();
    }

    private boolean isAllowed(String origin) {
        return allowed.isEmpty() || allowed.contains(Fields.lowerCase(origin));
    }
}
