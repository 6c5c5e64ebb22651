package io.faye.auth;

import io.faye.extension.Exchange;
import io.faye.protocol.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Whom a session belongs to, as an authenticator found out. Kept as an attribute of the session, so every process of the
 * service knows it.
 *
 * @param name who it is; never empty
 * @param roles what it may act as
 * @param expires when this stops being true; empty: as long as the session lasts
 */
public record Principal(String name, Set<String> roles, Optional<Instant> expires) {

    /** The session's attribute that holds the principal. */
    public static final String ATTRIBUTE = "faye.principal";

    /**
     * Makes a principal.
     *
     * @param name who it is
     * @param roles what it may act as
     * @param expires when this stops being true
     * @throws IllegalArgumentException if the name is empty
     */
    public Principal {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A principal must have a name");
        }
        roles = Set.copyOf(roles);
    }

    /**
     * {@return a principal that lasts as long as its session}
     *
     * @param name who it is
     * @param roles what it may act as
     */
    public static Principal of(String name, String... roles) {
        return new Principal(name, Set.of(roles), Optional.empty());
    }

    /**
     * {@return whom the session of an exchange belongs to; empty without a session, or before anybody was authenticated}
     *
     * @param exchange where a message comes from or goes to
     */
    public static Optional<Principal> of(Exchange exchange) {
        return Optional.ofNullable(exchange.attributes().get(ATTRIBUTE)).map(Principal::decode);
    }

    /**
     * Keeps this principal with the session of an exchange.
     *
     * @param exchange where a message comes from
     * @return completes when it is stored; fails with {@code IllegalStateException} without a session
     */
    CompletionStage<Void> keep(Exchange exchange) {
        return exchange.setAttribute(ATTRIBUTE, encode());
    }

    private String encode() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("roles", List.copyOf(new TreeSet<>(roles)));
        expires.ifPresent(moment -> fields.put("expires", moment.toEpochMilli()));
        return Json.of(fields).toString();
    }

    private static Principal decode(String text) {
        Json fields = Json.parse(text);
        Set<String> roles = fields.field("roles").orElse(Json.EMPTY_ARRAY).elements().stream()
                .flatMap(role -> role.asString().stream())
                .collect(Collectors.toSet());
        Optional<Instant> expires = fields.field("expires")
                .map(moment -> Instant.ofEpochMilli(moment.asLong().orElseThrow()));
        return new Principal(fields.field("name").flatMap(Json::asString).orElseThrow(), roles, expires);
    }
}
