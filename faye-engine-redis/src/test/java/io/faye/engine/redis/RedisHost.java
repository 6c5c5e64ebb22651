package io.faye.engine.redis;

import java.io.IOException;
import java.util.List;

/** A way to run a Redis server. */
interface RedisHost {

    /** {@return what runs where, for people} */
    String description();

    /** Starts a server, or the same again with what it has stored. */
    void start(int port, List<String> settings) throws IOException;

    /** Stops it in an orderly way. */
    void stop();

    /** Stops it as if its machine had lost power. */
    void kill();

    /** Keeps it from running; its connections stay open. */
    void pause();

    void resume();

    /** Removes all traces. */
    void close();
}
