package io.faye.tck.selftest;

import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.Traits;
import java.util.Set;

/**
 * An engine that the kit is to judge.
 *
 * @param type makes it
 * @param breaks the rules by which the kit must catch it; none if it is right
 * @param race whether only threads that race show what is wrong
 */
record Candidate(Class<? extends Subject> type, Set<String> breaks, boolean race) implements EngineProvider {

    static Candidate of(Class<? extends Subject> type) {
        Breaks breaks = type.getAnnotation(Breaks.class);
        return breaks == null
                ? new Candidate(type, Set.of(), false)
                : new Candidate(type, Set.of(breaks.value()), breaks.race());
    }

    @Override
    public String name() {
        return type.getSimpleName();
    }

    @Override
    public Traits traits() {
        return Traits.LOCAL;
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        try {
            Subject engine = type.getDeclaredConstructor().newInstance();
            engine.open(context);
            return engine;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Expected a constructor without arguments in " + type, e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
