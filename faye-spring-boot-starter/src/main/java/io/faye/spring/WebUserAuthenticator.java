package io.faye.spring;

import io.faye.auth.AuthenticationResult;
import io.faye.auth.Authenticator;
import io.faye.auth.Credentials;
import io.faye.auth.Principal;
import io.faye.extension.Origin;
import io.faye.extension.Request;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.util.ClassUtils;

/**
 * Takes the user of the web application, such as Spring Security's, for the principal, with its authorities as roles.
 *
 * <p>A browser adds cookies to requests of foreign pages as well. So a request counts as its user's only if a page of the application's
 * own origin, or of an allowed origin, sent it, or no page at all.
 */
final class WebUserAuthenticator implements Authenticator {

    private static final boolean SECURITY = ClassUtils.isPresent(
            "org.springframework.security.core.Authentication", WebUserAuthenticator.class.getClassLoader());

    private static final String ROLE = "ROLE_";
    private static final String JSON_P = "callback-polling";

    private final Set<Origin> allowed;

    WebUserAuthenticator(List<String> allowedOrigins) {
        allowed = allowedOrigins.stream()
                .flatMap(text -> Origin.parse(text).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public CompletionStage<AuthenticationResult> authenticate(Credentials credentials) {
        return result(credentials.request()).now();
    }

    private AuthenticationResult result(Request request) {
        Optional<java.security.Principal> user = request.principal();
        if (user.isEmpty() || user.get().getName().isEmpty()) {
            return AuthenticationResult.absent();
        }
        return isOfForeignPage(request)
                ? AuthenticationResult.invalid("a page of another origin sent it with the user's cookies")
                : AuthenticationResult.authenticated(principal(user.get()));
    }

    private static Principal principal(java.security.Principal user) {
        Set<String> roles = SECURITY ? Authorities.of(user) : Set.of();
        return Principal.of(user.getName(), roles.toArray(String[]::new));
    }

    private boolean isOfForeignPage(Request request) {
        Optional<String> origin = request.header("origin");
        if (origin.isEmpty() && !request.transport().equals(JSON_P)) {
            return false;
        }
        Optional<Origin> page = origin.isPresent()
                ? Origin.parse(origin.get())
                : request.header("referer").flatMap(Origin::ofPage);
        return page.filter(from -> allowed.contains(from) || isOwn(from, request))
                .isEmpty();
    }

    private static boolean isOwn(Origin page, Request request) {
        String text = page.toString();
        String authority = text.substring(text.indexOf("://") + "://".length());
        return request.header("host")
                .filter(host -> host.toLowerCase(Locale.ROOT).equals(authority))
                .isPresent();
    }

    /** Needs Spring Security. */
    private static final class Authorities {

        static Set<String> of(java.security.Principal user) {
            if (!(user instanceof Authentication authentication)) {
                return Set.of();
            }
            return authentication.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .filter(name -> name != null && !name.isEmpty())
                    .map(name -> name.startsWith(ROLE) ? name.substring(ROLE.length()) : name)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
