package io.faye.tck.selftest.court;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.tck.Backend;

/** Where the kit finds the engine that it is to judge. */
public interface Stand extends AutoCloseable {

    /** {@return makes the engine} */
    EngineProvider provider();

    /** {@return its options} */
    default EngineOptions options() {
        return EngineOptions.none();
    }

    /** {@return what it stands on, if it has a backend} */
    default Backend backend() {
        throw new IllegalStateException("There is no backend");
    }

    @Override
    default void close() {}
}
