/**
 * An engine that keeps everything in this process.
 *
 * @provides io.faye.engine.EngineProvider the engine named {@code "memory"}
 */
module io.faye.engine.memory {
    requires io.faye.engine;
    requires org.slf4j;
    requires static org.jspecify;

    provides io.faye.engine.EngineProvider with
            io.faye.engine.memory.MemoryEngineProvider;
}
