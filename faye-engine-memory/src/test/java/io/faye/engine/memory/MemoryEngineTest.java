package io.faye.engine.memory;

import io.faye.engine.EngineProvider;
import io.faye.tck.EngineTck;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The memory engine")
class MemoryEngineTest extends EngineTck {

    @Override
    protected EngineProvider provider() {
        return new MemoryEngineProvider();
    }
}
