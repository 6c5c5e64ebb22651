package io.faye.tck.selftest;

import io.faye.engine.EngineProvider;
import io.faye.tck.EngineTck;
import java.time.Duration;

/** What an author of an engine writes, for the engine that is just being judged; not found by name as a test. */
class Judged extends EngineTck {

    /** JUnit makes instances of this class on the thread that starts it. */
    static final ThreadLocal<EngineProvider> ENGINE = new ThreadLocal<>();

    private final EngineProvider engine = ENGINE.get();

    @Override
    protected EngineProvider provider() {
        return engine;
    }

    /** What does not come takes its time: less than usual, since wrong engines are many. */
    @Override
    protected Duration operationTimeout() {
        return Duration.ofSeconds(2);
    }
}
