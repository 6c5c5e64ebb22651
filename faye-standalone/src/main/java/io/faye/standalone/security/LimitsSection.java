package io.faye.standalone.security;

import io.faye.auth.limits.RateLimits;
import io.faye.auth.limits.RateLimits.Scope;
import io.faye.auth.limits.RateLimitsBuilder;
import io.faye.standalone.config.Setting;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much each client, principal and address may send. */
final class LimitsSection {

    private static final Logger LOG = LoggerFactory.getLogger(LimitsSection.class);
    private static final String MESSAGES = "messages";
    private static final String BYTES = "bytes";
    private static final String CLIENT = "client";
    private static final String PRINCIPAL = "principal";
    private static final String ADDRESS = "address";
    private static final String PAYLOAD = "payload";
    private static final String PER_SECOND = "per-second";
    private static final String AT_ONCE = "at-once";
    private static final String RATE = "expected '" + PER_SECOND + "' and '" + AT_ONCE + "' here, such as {"
            + PER_SECOND + ": 20, " + AT_ONCE + ": 100}";

    private LimitsSection() {}

    /** {@return the limits for addresses, which have to stand before authentication: they bound wrong credentials too} */
    static Optional<RateLimits> ofAddresses(Setting section) {
        return read(section, ADDRESS::equals);
    }

    /** {@return all others} */
    static Optional<RateLimits> ofOthers(Setting section) {
        warn(section);
        return read(section, name -> !name.equals(ADDRESS));
    }

    private static Optional<RateLimits> read(Setting section, Predicate<String> wanted) {
        Map<String, Setting> found = new LinkedHashMap<>(section.fields(Set.of(CLIENT, PRINCIPAL, ADDRESS, PAYLOAD)));
        found.keySet().removeIf(wanted.negate());
        RateLimitsBuilder limits = RateLimits.builder();
        found.forEach((name, setting) -> add(limits, name, setting));
        return found.isEmpty() ? Optional.empty() : Optional.of(limits.build());
    }

    /** Else a limit for clients would look as if it held for whoever publishes without a session. */
    private static void warn(Setting section) {
        boolean bounded = Stream.of(PRINCIPAL, ADDRESS).anyMatch(name -> isRated(section, name));
        if (isRated(section, CLIENT) && !bounded) {
            LOG.warn(
                    "{}: what is sent without a session has no limit: 'client' does not count it, 'principal' or 'address' would",
                    section.place());
        }
    }

    private static boolean isRated(Setting section, String name) {
        return section.field(name)
                .filter(scope ->
                        scope.field(MESSAGES).or(() -> scope.field(BYTES)).isPresent())
                .isPresent();
    }

    private static void add(RateLimitsBuilder limits, String name, Setting setting) {
        if (name.equals(PAYLOAD)) {
            setting.checked(() -> limits.payload(number(setting)));
        } else {
            scoped(limits, Scope.valueOf(name.toUpperCase(Locale.ROOT)), setting);
        }
    }

    private static void scoped(RateLimitsBuilder limits, Scope scope, Setting section) {
        section.fields(Set.of(MESSAGES, BYTES, "subscriptions"))
                .forEach((name, setting) -> setting.checked(() -> switch (name) {
                    case MESSAGES -> limits.messages(scope, perSecond(setting), atOnce(setting));
                    case BYTES -> limits.bytes(scope, perSecond(setting), atOnce(setting));
                    default -> limits.subscriptions(scope, number(setting));
                }));
    }

    private static long perSecond(Setting rate) {
        return number(part(rate, PER_SECOND));
    }

    private static long atOnce(Setting rate) {
        return number(part(rate, AT_ONCE));
    }

    private static Setting part(Setting rate, String name) {
        if (!rate.hasFields()) {
            throw rate.wrong(RATE);
        }
        Setting part = rate.fields(Set.of(PER_SECOND, AT_ONCE)).get(name);
        if (part == null) {
            throw rate.wrong(RATE);
        }
        return part;
    }

    private static int number(Setting setting) {
        try {
            return Integer.parseInt(setting.text());
        } catch (NumberFormatException e) {
            throw setting.wrong("expected a number here, but got '" + setting.text() + "'");
        }
    }
}
