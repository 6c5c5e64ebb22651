package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import io.faye.tck.Backend;
import java.util.List;

/** Servers of Redis that belong together, and go away and come back together. */
public interface RedisSetup extends Backend, AutoCloseable {

    /** {@return options for an engine, with a namespace of its own} */
    EngineOptions options();

    /** {@return the servers that keep data} */
    List<RedisServer> servers();

    @Override
    void close();
}
