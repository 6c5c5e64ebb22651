package io.faye.transport.http;

import io.faye.extension.Origin;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose pages may use the server: those of any origin, or those of the origins on a list. */
final class Origins {

    static final Origins ANY = new Origins(Set.of());

    private final Set<Origin> allowed;

    private Origins(Set<Origin> allowed) {
        this.allowed = allowed;
    }

    static Origins of(Collection<String> origins) {
        return origins.isEmpty()
                ? ANY
                : new Origins(origins.stream().map(Origins::checked).collect(Collectors.toUnmodifiableSet()));
    }

    private static Origin checked(String text) {
        return Origin.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected an origin such as https://www.example.com, but got '" + text + "'"));
    }

    /** Whether a WebSocket or an event stream may be opened, or something posted. What is not a browser names no origin. */
    boolean admit(HttpRequest head) {
        String origin = head.headers().get(HttpHeaderNames.ORIGIN);
        return origin == null || isAllowed(origin);
    }

    /** Whether a script may be loaded. Only the Referer tells who does, and who hides it is not to be told from others. */
    boolean admitScript(HttpRequest head) {
        String origin = head.headers().get(HttpHeaderNames.ORIGIN);
        Optional<Origin> page =
                origin == null ? Origin.ofPage(head.headers().get(HttpHeaderNames.REFERER, "")) : Origin.parse(origin);
        return allowed.isEmpty() || page.filter(allowed::contains).isPresent();
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
        return allowed.isEmpty()
                || Origin.parse(origin).filter(allowed::contains).isPresent();
    }
}
