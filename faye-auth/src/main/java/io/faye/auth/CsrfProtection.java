package io.faye.auth;

import io.faye.auth.CredentialFields.Split;
import io.faye.auth.support.PluginFault;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Request;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Refuses what a foreign page has its visitor's browser send: such a request has the visitor's cookies, but not the token
 * that the web application put into its own pages. Clients send it in {@code ext.csrfToken}, as Faye's documentation has
 * it, or in the header {@code X-CSRF-Token}. Add it before the {@link Authentication}.
 *
 * <p>A request to which a browser has added nothing that says who the user is (no cookie, no TLS certificate, no password)
 * needs no token: a foreign page gains nothing by it. The opening of an event stream needs none either.
 */
public final class CsrfProtection implements Extension {

    private static final String HEADER = "x-csrf-token";

    private final Function<Request, Optional<String>> expected;
    private final String name;
    private final CredentialFields fields;

    private CsrfProtection(Function<Request, Optional<String>> expected, String name) {
        this.expected = expected;
        this.name = name;
        this.fields = new CredentialFields(Set.of(name));
    }

    /**
     * {@return a protection by tokens}
     *
     * @param expected finds the token that the web application keeps in the session of a request, and put into its page;
     *     empty: there is no such session, and no token is right. It is called for each message and must not block
     */
    public static CsrfProtection byToken(Function<Request, Optional<String>> expected) {
        return new CsrfProtection(expected, "csrfToken");
    }

    /**
     * {@return the same, that looks for the token in another member of {@code ext}}
     *
     * @param member the member's name
     */
    public CsrfProtection in(String member) {
        return new CsrfProtection(expected, member);
    }

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        Split split = fields.split(message);
        Request request = exchange.request();
        boolean trusted =
                exchange.isLocal() || opensStream(request) || !isFromBrowser(request) || isRight(split, request);
        return trusted
                ? Verdict.pass(split.rest())
                : Verdict.refuse(new BayeuxError(403, List.of(), "Cross-site request"));
    }

    /** A browser can add no token to that; it changes nothing, and a foreign page neither knows the id nor may read. */
    private static boolean opensStream(Request request) {
        return request.transport().equals(ConnectionType.EVENTSOURCE.toString());
    }

    private static boolean isFromBrowser(Request request) {
        boolean password = request.header("authorization")
                .filter(header -> !header.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .isPresent();
        return password
                || request.header("cookie").isPresent()
                || !request.peerCertificates().isEmpty();
    }

    private boolean isRight(Split split, Request request) {
        Optional<String> given = Optional.ofNullable(split.taken().get(name))
                .flatMap(Json::asString)
                .or(() -> request.header(HEADER));
        return given.isPresent()
                && PluginFault.ask(expected, () -> expected.apply(request), "answer")
                        .filter(token -> !token.isEmpty())
                        .filter(token -> MessageDigest.isEqual(bytes(token), bytes(given.get())))
                        .isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
