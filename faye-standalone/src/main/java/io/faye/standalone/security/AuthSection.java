package io.faye.standalone.security;

import io.faye.auth.Authentication;
import io.faye.auth.AuthenticationBuilder;
import io.faye.auth.Authenticator;
import io.faye.auth.ClientCertificates;
import io.faye.auth.Principal;
import io.faye.auth.SharedPassword;
import io.faye.auth.SignedTokens;
import io.faye.standalone.config.Setting;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How clients are authenticated, and who has to be. */
final class AuthSection {

    private static final String SECRET = "secret";
    private static final String PASSWORD = "password";
    private static final String NAME = "name";
    private static final String ROLES = "roles";

    private AuthSection() {}

    static Authentication read(Setting section) {
        AuthenticationBuilder authentication = Authentication.builder();
        section.fields(Set.of("required", "leeway", "renewal", "tokens", "jwt", PASSWORD, "client-certificates"))
                .forEach((name, setting) -> add(authentication, name, setting));
        return section.checked(authentication::build);
    }

    private static void add(AuthenticationBuilder authentication, String name, Setting setting) {
        switch (name) {
            case "required" -> require(authentication, setting);
            case "leeway" -> setting.checked(() -> authentication.leeway(setting.as(AuthSection::seconds)));
            case "renewal" -> setting.checked(() -> authentication.renewal(setting.as(AuthSection::seconds)));
            case "tokens" -> authentication.authenticator(tokens(setting));
            case "jwt" -> authentication.authenticator(JwtSection.read(setting));
            case PASSWORD -> authentication.authenticator(password(setting));
            default -> certificates(authentication, setting);
        }
    }

    private static void require(AuthenticationBuilder authentication, Setting setting) {
        if (setting.text().equals("publish")) {
            authentication.requiredToPublish();
        } else if (setting.flag()) {
            authentication.required();
        }
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number of seconds, but got '" + text + "'", e);
        }
    }

    private static Authenticator tokens(Setting setting) {
        Set<String> known = new HashSet<>(Secrets.names(SECRET));
        known.add("retired");
        Map<String, Setting> fields = setting.fields(known);
        String secret = required(fields, SECRET, setting);
        List<String> retired = fields.containsKey("retired") ? fields.get("retired").texts() : List.of();
        return setting.checked(() -> SignedTokens.of(secret, retired.toArray(String[]::new)));
    }

    private static Authenticator password(Setting setting) {
        Set<String> known = new HashSet<>(Secrets.names(PASSWORD));
        known.addAll(Set.of(NAME, ROLES));
        Map<String, Setting> fields = setting.fields(known);
        String name = Optional.ofNullable(fields.get(NAME)).map(Setting::text).orElse("publisher");
        List<String> roles = fields.containsKey(ROLES) ? fields.get(ROLES).texts() : List.of();
        String password = required(fields, PASSWORD, setting);
        return setting.checked(
                () -> SharedPassword.of(password, Principal.of(name, roles.toArray(String[]::new))));
    }

    private static String required(Map<String, Setting> fields, String name, Setting section) {
        return Secrets.find(fields, name)
                .orElseThrow(() -> section.wrong("expected '" + String.join("', '", Secrets.names(name)) + "' here"));
    }

    private static void certificates(AuthenticationBuilder authentication, Setting setting) {
        if (setting.flag()) {
            authentication.authenticator(ClientCertificates.byCommonName());
        }
    }
}
