package io.faye.engine.redis;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A program of this machine that serves Redis' protocol.
 *
 * @param executable its file
 * @param name what people call it
 */
public record RedisProgram(String executable, String name) {

    /** {@return a server, which has not been started} */
    RedisHost host() {
        try {
            return new LocalRedis(executable, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
