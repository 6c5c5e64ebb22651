package io.faye.transport;

import io.faye.extension.Origin;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose pages may use the server: those of any origin, or those of the origins on a list. */
public final class Origins {

    /** Those of any origin. */
    public static final Origins ANY = new Origins(Set.of());

    private final Set<Origin> allowed;

    private Origins(Set<Origin> allowed) {
        this.allowed = allowed;
    }

    /**
     * {@return those of some origins, or of any if none is named}
     *
     * @param origins such as {@code https://www.example.com}
     * @throws IllegalArgumentException if one is no origin
     */
    public static Origins of(Collection<String> origins) {
        return origins.isEmpty()
                ? ANY
                : new Origins(origins.stream().map(Origins::checked).collect(Collectors.toUnmodifiableSet()));
    }

    private static Origin checked(String text) {
        return Origin.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected an origin such as https://www.example.com, but got '" + text + "'"));
    }

    /**
     * {@return whether a WebSocket or an event stream may be opened, or something posted} What is not a browser names no origin.
     *
     * @param origin the request's header field {@code Origin}, null if it has none
     */
    public boolean admits(@Nullable String origin) {
        return origin == null || isAllowed(origin);
    }

    /**
     * {@return whether a script may be loaded} Only the Referer tells who does, and who hides it is not to be told from others.
     *
     * @param origin the request's header field {@code Origin}, null if it has none
     * @param referer the request's header field {@code Referer}, empty if it has none
     */
    public boolean admitsScript(@Nullable String origin, String referer) {
        Optional<Origin> page = origin == null ? Origin.ofPage(referer) : Origin.parse(origin);
        return allowed.isEmpty() || page.filter(allowed::contains).isPresent();
    }

    /**
     * {@return the request's origin as it was sent, if pages of that origin may read the answer, else null}
     *
     * @param origin the request's header field {@code Origin}, null if it has none
     */
    public @Nullable String allowing(@Nullable String origin) {
        return origin != null && isAllowed(origin) ? origin : null;
    }

    /** {@return whether there is no list} What a preflight without an origin is told: with a list, nothing. */
    public boolean isAny() {
        return allowed.isEmpty();
    }

    private boolean isAllowed(String origin) {
        return allowed.isEmpty()
                || Origin.parse(origin).filter(allowed::contains).isPresent();
    }
}
