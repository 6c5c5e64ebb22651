package io.faye.auth;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Origin;
import io.faye.extension.Request;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses messages of pages from other sites than those listed. A browser says in {@code Origin} from what page a request
 * comes; with JSON-P, only in {@code Referer}, so that one without is refused. Programs that are no browsers can say what they
 * like, or nothing, which is let through: this protects users, and proves nothing about clients.
 */
public final class AllowedOrigins implements Extension {

    private final Set<Origin> origins;

    private AllowedOrigins(Set<Origin> origins) {
        this.origins = origins;
    }

    /**
     * {@return what lets pages of these origins through}
     *
     * @param origins such as {@code https://example.org}, {@code null} or {@code app://localhost}; see {@link Origin}
     * @throws IllegalArgumentException if one is of another form
     */
    public static AllowedOrigins of(String... origins) {
        return new AllowedOrigins(Arrays.stream(origins)
                .map(origin -> Origin.parse(origin)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Expected an origin such as https://example.org, but got '" + origin + "'")))
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        return exchange.isLocal() || isAllowed(exchange.request())
                ? Verdict.pass(message)
                : Verdict.refuse(new BayeuxError(403, List.of(), "Origin not allowed"));
    }

    private boolean isAllowed(Request request) {
        Optional<String> origin = request.header("origin");
        if (origin.isEmpty() && !isScript(request)) {
            return true;
        }
        Optional<Origin> page = origin.isPresent()
                ? Origin.parse(origin.get())
                : request.header("referer").flatMap(Origin::ofPage);
        return page.filter(origins::contains).isPresent();
    }

    private static boolean isScript(Request request) {
        return request.transport().equals(ConnectionType.CALLBACK_POLLING.toString());
    }
}
