package io.faye.standalone.security;

import io.faye.auth.rules.Authorization;
import io.faye.extension.Extension;
import io.faye.protocol.ChannelNames;
import io.faye.standalone.config.Setting;
import io.faye.standalone.security.SecurityParts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a configuration file says about who may do what, as extensions in the order in which they have to stand. */
public final class Security {

    static final String AUTH = "auth";
    private static final String LIMITS = "limits";
    static final String RULES = "rules";
    static final String FILTER = "filter-deliveries";

    /** The names of its parts of the file. */
    public static final Set<String> SECTIONS = Stream.concat(
                    Stream.of(AUTH, LIMITS, RULES, FILTER), Keys.SECTIONS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private Security() {}

    /**
     * {@return whether a file says who may do what}
     *
     * @param settings the file's settings
     */
    public static boolean restricts(Map<String, Setting> settings) {
        return settings.containsKey(AUTH) || settings.containsKey(RULES);
    }

    /** {@return the extensions that a file asks for, with where each comes from} */
    static List<Part> parts(Map<String, Setting> settings, ChannelNames names) {
        List<Part> parts = new ArrayList<>();
        Optional<Setting> auth = Optional.ofNullable(settings.get(AUTH));
        Optional<Setting> limits = Optional.ofNullable(settings.get(LIMITS));
        Optional<Setting> rules = Optional.ofNullable(settings.get(RULES));
        limits.flatMap(LimitsSection::ofAddresses).ifPresent(read -> parts.add(part("addresses", limits, read)));
        auth.map(AuthSection::read).ifPresent(read -> parts.add(part(AUTH, auth, read)));
        limits.flatMap(LimitsSection::ofOthers).ifPresent(read -> parts.add(part(LIMITS, limits, read)));
        Optional<Setting> filter = Optional.ofNullable(settings.get(FILTER)).filter(Setting::flag);
        if (filter.isPresent() && rules.isEmpty()) {
            throw filter.get().wrong("there are no rules to filter deliveries by");
        }
        RulesSection section = new RulesSection(names);
        rules.map(auth.isPresent() ? section::read : section::readForNobody)
                .map(filter.isPresent() ? Authorization::filtering : Authorization::of)
                .ifPresent(read -> parts.add(part(filter.isPresent() + RULES + names, rules, read)));
        return parts;
    }

    private static Part part(String name, Optional<Setting> section, Extension extension) {
        return new Part(name + " " + Fingerprint.of(section.orElseThrow()), extension);
    }
}
