package io.faye.engine.memory;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;

/** Makes the engine named {@code "memory"}: one process, nothing kept beyond it, no options. */
public final class MemoryEngineProvider implements EngineProvider {

    /** Makes a provider. */
    public MemoryEngineProvider() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public EngineCapabilities capabilities() {
        return EngineCapabilities.builder().build();
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        options.requireAllRead();
        return new MemoryEngine(context);
    }
}
