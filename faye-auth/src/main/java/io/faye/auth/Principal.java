package io.faye.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.faye.extension.Exchange;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom a session belongs to, as an authenticator found out. Kept as an attribute of the session, so every process of the
 * service knows it.
 *
 * @param name who it is; never empty
 * @param roles what it may act as
 * @param expires when this stops being true, to the millisecond; empty: as long as the session lasts
 * @param channels what its credential is limited to, whatever rules allow; empty: no limit of its own
 */
public record Principal(String name, Set<String> roles, Optional<Instant> expires, Set<ChannelPattern> channels) {

    /** The session's attribute that holds the principal. */
    public static final String ATTRIBUTE = "auth.principal";

    /**
     * Makes a principal.
     *
     * @param name who it is
     * @param roles what it may act as
     * @param expires when this stops being true
     * @param channels what its credential is limited to
     * @throws IllegalArgumentException if the name is empty
     */
    public Principal {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A principal must have a name");
        }
        roles = Set.copyOf(roles);
        expires = expires.map(moment -> moment.truncatedTo(ChronoUnit.MILLIS));
        channels = Set.copyOf(channels);
    }

    /**
     * Makes a principal whose credential is not limited to some channels.
     *
     * @param name who it is
     * @param roles what it may act as
     * @param expires when this stops being true
     * @throws IllegalArgumentException if the name is empty
     */
    public Principal(String name, Set<String> roles, Optional<Instant> expires) {
        this(name, roles, expires, Set.of());
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
     * {@return whom the session of an exchange belongs to, or, without a session, who sent this one message; empty before
     * a principal was authenticated}
     *
     * @param exchange where a message comes from or goes to
     */
    public static Optional<Principal> of(Exchange exchange) {
        return exchange.attribute(ATTRIBUTE).map(Principal::known);
    }

    boolean expiresBefore(Principal other) {
        Instant mine = expires.orElse(Instant.MAX);
        return mine.isBefore(other.expires.orElse(Instant.MAX));
    }

    /** {@return the same principal until a moment} */
    Principal until(Instant moment) {
        return new Principal(name, roles, Optional.of(moment), channels);
    }

    /**
     * Keeps this principal with the session of an exchange; without a session, as long as the exchange lasts.
     *
     * @param exchange where a message comes from
     * @return completes when it is stored
     */
    CompletionStage<Void> keep(Exchange exchange) {
        return exchange.setAttribute(ATTRIBUTE, encode());
    }

    /**
     * Keeps this principal with the session of an exchange, unless the session has one.
     *
     * @param exchange where a message comes from
     * @return whether it is stored now; if not, {@link #of(Exchange)} finds the principal that the session has, or none if
     *     the session has ended
     */
    CompletionStage<Boolean> claim(Exchange exchange) {
        return exchange.setAttributeIfAbsent(ATTRIBUTE, encode());
    }

    /** {@return the principal that a session's attributes name} */
    static Optional<Principal> of(Map<String, String> attributes) {
        return Optional.ofNullable(attributes.get(ATTRIBUTE)).map(Principal::known);
    }

    /** {@return the value of {@link #ATTRIBUTE} that stands for this principal, for tests that make up sessions} */
    public String encode() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("roles", List.copyOf(new TreeSet<>(roles)));
        expires.ifPresent(moment -> fields.put("expires", moment.toEpochMilli()));
        if (!channels.isEmpty()) {
            fields.put(
                    "channels",
                    channels.stream().map(ChannelPattern::toString).sorted().toList());
        }
        return Json.of(fields).toString();
    }

    private static Principal known(String text) {
        return text.length() > Known.LONGEST ? decode(text) : Known.PRINCIPALS.get(text, Principal::decode);
    }

    /** {@return the principal that {@link #encode} wrote so} */
    static Principal decode(String text) {
        try {
            return decode(Json.parse(text));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw new IllegalArgumentException(
                    "The attribute " + ATTRIBUTE + " is not what Principal.encode() writes: " + e.getMessage(), e);
        }
    }

    private static Principal decode(Json fields) {
        Optional<Instant> expires = fields.field("expires")
                .map(moment -> Instant.ofEpochMilli(moment.asLong().orElseThrow()));
        return new Principal(
                fields.field("name").flatMap(Json::asString).orElseThrow(),
                texts(fields, "roles").collect(Collectors.toSet()),
                expires,
                texts(fields, "channels").map(ChannelPattern::of).collect(Collectors.toSet()));
    }

    private static Stream<String> texts(Json fields, String name) {
        return fields.field(name).orElse(Json.EMPTY_ARRAY).elements().stream()
                .map(text -> text.asString().orElseThrow());
    }

    /** Those seen lately: each delivery asks again whom its receiver is. */
    private static final class Known {
        static final int LONGEST = 1_024;
        static final Cache<String, Principal> PRINCIPALS =
                Caffeine.newBuilder().maximumSize(4_096).executor(Runnable::run).build();
    }
}
