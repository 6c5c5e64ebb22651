package io.faye.spring;

import io.faye.protocol.Json;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Converts objects of the application to data of messages, and back. By default the application's Jackson does. A bean of this type
 * replaces that. Must be safe for threads.
 */
public interface PayloadConverter {

    /**
     * {@return an object as JSON}
     *
     * @param payload an object of the application
     * @throws IllegalArgumentException if it cannot be written as JSON
     */
    Json toJson(@Nullable Object payload);

    /**
     * {@return JSON as an object; null where Jackson reads null so}
     *
     * @param data data of a message
     * @param type the type that the application wants
     * @throws IllegalArgumentException if the data is none of the type
     */
    @Nullable
    Object fromJson(Json data, Type type);
}
