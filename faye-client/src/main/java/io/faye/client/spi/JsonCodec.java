package io.faye.client.spi;

import io.faye.protocol.Json;
import java.lang.reflect.Type;

/**
 * Turns objects of the application into JSON, and back. The modules {@code faye-client-jackson2} and {@code
 * faye-client-jackson3} have one each, which the client finds with {@code ServiceLoader}; another one is given to its
 * builder. Implementations are safe for threads.
 */
public interface JsonCodec {

    /**
     * {@return an object as JSON}
     *
     * @param value what the application publishes
     * @throws IllegalArgumentException if it cannot be written as JSON; the message says why
     */
    Json encode(Object value);

    /**
     * {@return an object of a type, read from JSON}
     *
     * @param json what was received
     * @param type the type of the object
     * @throws IllegalArgumentException if the JSON is not of that type; the message says why
     */
    Object decode(Json json, Type type);
}
