package io.faye.engine.memory;

import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.Traits;

/** Makes the engine named {@code "memory"}: one process, nothing kept beyond it, no options. */
public final class MemoryEngineProvider implements EngineProvider {

    /** Makes a provider. */
    public MemoryEngineProvider() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Traits traits() {
        return Traits.LOCAL;
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        options.requireAllRead();
        return new MemoryEngine(context);
    }
}
