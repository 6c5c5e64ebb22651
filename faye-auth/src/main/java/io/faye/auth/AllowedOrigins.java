package io.faye.auth;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Request;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Message;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses messages of pages from other sites than those listed. A browser says in {@code Origin} from what page a request
 * comes; with JSON-P, only in {@code Referer}, so that one without is refused. Programs that are no browsers can say what they
 * like, or nothing, which is let through: this protects users, and proves nothing about clients.
 */
public final class AllowedOrigins implements Extension {

    private final Set<String> origins;

    private AllowedOrigins(Set<String> origins) {
        this.origins = origins;
    }

    /**
     * {@return what lets pages of these origins through}
     *
     * @param origins each of the form {@code https://example.org}, with a port unless it is the scheme's own
     * @throws IllegalArgumentException if one is of another form
     */
    public static AllowedOrigins of(String... origins) {
        return new AllowedOrigins(Arrays.stream(origins)
                .map(origin -> origin(origin)
                        .filter(origin.toLowerCase(Locale.ROOT)::equals)
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
        Optional<String> page = request.header("origin");
        if (page.isEmpty() && isScript(request)) {
            page = Optional.of(request.header("referer").orElse(""));
        }
        return page.isEmpty()
                || page.flatMap(AllowedOrigins::origin)
                        .filter(origins::contains)
                        .isPresent();
    }

    private static boolean isScript(Request request) {
        return request.transport().equals(ConnectionType.CALLBACK_POLLING.toString());
    }

    /** {@return the origin of an address as browsers write it, or empty if it has none} */
    private static Optional<String> origin(String address) {
        try {
            URI uri = new URI(address.toLowerCase(Locale.ROOT));
            if (uri.getScheme() == null || uri.getHost() == null) {
                return Optional.empty();
            }
            boolean usual = uri.getPort() < 0
                    || uri.getPort() == 443 && uri.getScheme().equals("https")
                    || uri.getPort() == 80 && uri.getScheme().equals("http");
            return Optional.of(uri.getScheme() + "://" + uri.getHost() + (usual ? "" : ":" + uri.getPort()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
