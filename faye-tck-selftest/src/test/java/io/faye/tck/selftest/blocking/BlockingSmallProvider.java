package io.faye.tck.selftest.blocking;

import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.support.BlockingEngineAdapter;

/** Makes engines that block. */
public final class BlockingSmallProvider implements EngineProvider {

    private static final int THREADS = 4;

    @Override
    public String name() {
        return "blocking";
    }

    @Override
    public EngineCapabilities capabilities() {
        return EngineCapabilities.builder().build();
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        return new BlockingEngineAdapter(context, "blocking", THREADS, BlockingSmallEngine::new);
    }
}
