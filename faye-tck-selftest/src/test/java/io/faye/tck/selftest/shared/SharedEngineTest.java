package io.faye.tck.selftest.shared;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.tck.EngineTck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The shared engine, in one process")
class SharedEngineTest extends EngineTck {

    private static StoreServer store;

    @BeforeAll
    static void open() {
        store = new StoreServer(new MemoryStore());
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    protected EngineProvider provider() {
        return new SharedEngineProvider();
    }

    @Override
    protected EngineOptions options() {
        return EngineOptions.of("store", store.name());
    }
}
