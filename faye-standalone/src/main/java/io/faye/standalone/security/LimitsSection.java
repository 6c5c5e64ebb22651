package io.faye.standalone.security;

import io.faye.auth.RateLimits;
import io.faye.auth.RateLimits.Scope;
import io.faye.auth.RateLimitsBuilder;
import io.faye.standalone.config.Setting;
import java.util.Locale;
import java.util.Set;

/** How much each client, principal and address may send. */
final class LimitsSection {

    private static final String PAYLOAD = "payload";
    private static final String PER_SECOND = "per-second";
    private static final String AT_ONCE = "at-once";

    private LimitsSection() {}

    static RateLimits read(Setting section) {
        RateLimitsBuilder limits = RateLimits.builder();
        section.fields(Set.of("client", "principal", "address", PAYLOAD)).forEach((name, setting) -> {
            if (name.equals(PAYLOAD)) {
                setting.checked(() -> limits.payload(number(setting)));
            } else {
                scoped(limits, Scope.valueOf(name.toUpperCase(Locale.ROOT)), setting);
            }
        });
        return limits.build();
    }

    private static void scoped(RateLimitsBuilder limits, Scope scope, Setting section) {
        section.fields(Set.of("messages", "bytes", "subscriptions"))
                .forEach((name, setting) -> setting.checked(() -> switch (name) {
                    case "messages" -> limits.messages(scope, perSecond(setting), atOnce(setting));
                    case "bytes" -> limits.bytes(scope, perSecond(setting), atOnce(setting));
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
        Setting part = rate.fields(Set.of(PER_SECOND, AT_ONCE)).get(name);
        if (part == null) {
            throw rate.wrong("expected '" + PER_SECOND + "' and '" + AT_ONCE + "' here");
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
