package io.faye.standalone.security;

import io.faye.auth.Authentication;
import io.faye.auth.AuthenticationBuilder;
import io.faye.auth.Authenticator;
import io.faye.auth.ClientCertificates;
import io.faye.auth.Principal;
import io.faye.auth.SharedPassword;
import io.faye.auth.SignedTokens;
import io.faye.auth.rules.Action;
import io.faye.standalone.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How clients are authenticated, and who has to be. */
final class AuthSection {

    static final String REQUIRED = "required";
    static final String PUBLISH = "publish";

    static final String TOKENS = "tokens";
    static final String JWT = "jwt";

    private static final String SECRET = "secret";
    private static final String PASSWORD = "password";
    private static final String RETIRED = "retired";
    private static final String NAME = "name";
    private static final String LATE = "late-credentials";
    private static final String MAX_SESSIONS = "max-sessions-per-principal";
    private static final String ROLES = "roles";

    private AuthSection() {}

    static Authentication read(Setting section) {
        AuthenticationBuilder authentication = Authentication.builder();
        section.fields(Set.of(
                        REQUIRED,
                        "leeway",
                        "renewal",
                        LATE,
                        MAX_SESSIONS,
                        TOKENS,
                        JWT,
                        PASSWORD,
                        "client-certificates"))
                .forEach((name, setting) -> add(authentication, name, setting));
        return section.checked(authentication::build);
    }

    private static void add(AuthenticationBuilder authentication, String name, Setting setting) {
        switch (name) {
            case REQUIRED -> require(authentication, setting);
            case "leeway" -> setting.checked(() -> authentication.leeway(setting.as(AuthSection::seconds)));
            case "renewal" -> setting.checked(() -> authentication.renewal(setting.as(AuthSection::seconds)));
            case LATE -> allowLate(authentication, setting);
            case MAX_SESSIONS -> setting.checked(() -> authentication.maxSessions(setting.as(AuthSection::count)));
            case TOKENS -> authentication.authenticator(tokens(setting));
            case JWT -> authentication.authenticator(JwtSection.read(setting));
            case PASSWORD -> authentication.authenticator(password(setting));
            default -> certificates(authentication, setting);
        }
    }

    private static void require(AuthenticationBuilder authentication, Setting setting) {
        if (setting.text().equals(PUBLISH)) {
            authentication.requiredToPublish();
        } else if (setting.flag()) {
            authentication.required();
        }
    }

    /** {@return whether clients without a credential are refused an operation, whatever the rules say} */
    static boolean requires(Setting section, Action action) {
        Optional<Setting> required = section.field(REQUIRED);
        return required.isPresent()
                && (required.get().text().equals(PUBLISH)
                        ? action == Action.PUBLISH
                        : required.get().flag());
    }

    private static void allowLate(AuthenticationBuilder authentication, Setting setting) {
        if (setting.flag()) {
            authentication.allowLateCredentials();
        }
    }

    private static int count(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number of sessions, but got '" + text + "'", e);
        }
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number of seconds, but got '" + text + "'", e);
        }
    }

    static SignedTokens tokens(Setting section) {
        section.fields(Secrets.names(SECRET, RETIRED));
        String secret = required(section, SECRET);
        String[] retired = section.field(RETIRED).map(Setting::list).orElse(List.of()).stream()
                .map(one -> one.as(Secrets::literal))
                .toArray(String[]::new);
        return section.checked(() -> SignedTokens.of(secret, retired));
    }

    private static Authenticator password(Setting section) {
        section.fields(Secrets.names(PASSWORD, NAME, ROLES));
        String name = section.field(NAME).map(Setting::text).orElse("publisher");
        String password = required(section, PASSWORD);
        String[] roles = texts(section, ROLES);
        return section.checked(() -> SharedPassword.of(password, Principal.of(name, roles)));
    }

    private static String[] texts(Setting section, String name) {
        return section.field(name).map(Setting::texts).orElse(List.of()).toArray(String[]::new);
    }

    private static String required(Setting section, String name) {
        return Secrets.find(section, name).orElseThrow(() -> section.wrong("expected " + Secrets.ways(name) + " here"));
    }

    private static void certificates(AuthenticationBuilder authentication, Setting setting) {
        if (setting.flag()) {
            authentication.authenticator(ClientCertificates.byCommonName());
        }
    }
}
