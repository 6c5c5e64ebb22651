package io.faye.tck.selftest.blocking;

import io.faye.engine.EngineProvider;
import io.faye.tck.EngineTck;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An engine that blocks, on a clock that is turned by hand")
class BlockingSmallEngineTest extends EngineTck {

    @Override
    protected EngineProvider provider() {
        return new BlockingSmallProvider();
    }
}
