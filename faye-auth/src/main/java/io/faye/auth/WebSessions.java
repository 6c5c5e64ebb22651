package io.faye.auth;

import io.faye.auth.support.PluginFault;
import io.faye.extension.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Knows the users of a web application by their session there, that is, by a cookie. The application is asked with every
 * message, and at least once in a period: a session that ended there ends here soon, although the cookie of a WebSocket or
 * an event stream is as old as its connection. Browsers send cookies with the requests of foreign pages too: use it together
 * with {@link CsrfProtection}.
 */
public final class WebSessions implements Authenticator {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int STEPS = 4;

    private final Function<Request, Optional<String>> id;
    private final Function<String, CompletionStage<Optional<Principal>>> lookUp;
    private final Duration period;

    private WebSessions(
            Function<Request, Optional<String>> id,
            Function<String, CompletionStage<Optional<Principal>>> lookUp,
            Duration period) {
        this.id = id;
        this.lookUp = lookUp;
        this.period = period;
    }

    /**
     * {@return what knows users by a cookie that names their session}
     *
     * @param name the cookie's name
     * @param lookUp finds out whose session that is, as of now; empty: there is no such session, or nobody has logged in
     */
    public static WebSessions ofCookie(String name, Function<String, CompletionStage<Optional<Principal>>> lookUp) {
        return of(request -> Optional.ofNullable(request.cookies().get(name)), lookUp);
    }

    /**
     * {@return what knows users by something else in the request, such as a parameter of its query}
     *
     * @param id finds the session's id; empty: the request names none
     * @param lookUp finds out whose session that is, as of now; empty: there is no such session, or nobody has logged in
     */
    public static WebSessions of(
            Function<Request, Optional<String>> id, Function<String, CompletionStage<Optional<Principal>>> lookUp) {
        return new WebSessions(id, lookUp, PERIOD);
    }

    /**
     * {@return the same, that asks as often as this at least}
     *
     * @param time a minute unless set; so long, and the leeway, can messages go to somebody who has logged out
     * @throws IllegalArgumentException if that is not positive
     */
    public WebSessions checkedEvery(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("Expected a positive period, but got " + time);
        }
        return new WebSessions(id, lookUp, time);
    }

    @Override
    public CompletionStage<AuthenticationResult> authenticate(Credentials credentials) {
        Optional<String> session = PluginFault.ask(id, () -> id.apply(credentials.request()), "answer");
        return session.isEmpty()
                ? AuthenticationResult.absent().now()
                : PluginFault.ask(lookUp, () -> lookUp.apply(session.get()), "stage")
                        .handle((found, fault) ->
                                outcome(PluginFault.required(found, fault, lookUp, "answer"), credentials.now()));
    }

    private AuthenticationResult outcome(Optional<Principal> found, Instant now) {
        return found.map(principal -> AuthenticationResult.authenticated(principal.until(next(principal, now))))
                .orElse(AuthenticationResult.invalid("no session of the web application"));
    }

    /** In steps, so that not every message makes the principal another one, which would have to be stored. */
    private Instant next(Principal principal, Instant now) {
        long step = Math.max(1, period.toMillis() / STEPS);
        Instant next = Instant.ofEpochMilli((now.toEpochMilli() / step + 1 + STEPS) * step);
        return principal.expires().filter(next::isAfter).orElse(next);
    }
}
