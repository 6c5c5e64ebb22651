package io.faye.tck.selftest.court;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An engine that the kit is to judge.
 *
 * @param type what makes it special
 * @param kits what it is judged by
 * @param stand asked for before it is judged, and closed afterwards
 */
public record Candidate(Class<?> type, List<Class<?>> kits, Supplier<Stand> stand) {

    /** {@return the rules by which the kit must catch it; none if it is right} */
    public Set<String> breaks() {
        Breaks breaks = type.getAnnotation(Breaks.class);
        return breaks == null ? Set.of() : Set.of(breaks.value());
    }

    /** {@return the rules of which tests may fail} */
    public Set<String> shakes() {
        Set<String> rules = new HashSet<>(breaks());
        Breaks breaks = type.getAnnotation(Breaks.class);
        rules.addAll(breaks == null ? Set.of() : Set.of(breaks.follows()));
        return rules;
    }

    /** {@return whether only threads that race show what is wrong} */
    public boolean isRace() {
        Breaks breaks = type.getAnnotation(Breaks.class);
        return breaks != null && breaks.race();
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
