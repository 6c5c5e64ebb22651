package io.faye.tck.selftest;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;

/** Makes engines of one class. */
record SubjectProvider(Class<? extends Subject> type) implements EngineProvider {

    @Override
    public String name() {
        return type.getSimpleName();
    }

    @Override
    public EngineCapabilities capabilities() {
        return EngineCapabilities.builder().build();
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
}
