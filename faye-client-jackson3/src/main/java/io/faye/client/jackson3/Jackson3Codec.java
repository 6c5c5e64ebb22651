package io.faye.client.jackson3;

import io.faye.client.spi.JsonCodec;
import io.faye.protocol.Json;
import java.lang.reflect.Type;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Objects as JSON, by Jackson 3. Times are texts, such as {@code "2026-11-22T12:00:00Z"}. Safe for threads. */
public final class Jackson3Codec implements JsonCodec {

    private final ObjectMapper mapper;

    /** Makes a codec with a mapper as Jackson 3 has it. */
    public Jackson3Codec() {
        this(JsonMapper.builder().build());
    }

    /**
     * Makes a codec.
     *
     * @param mapper the application's own mapper
     */
    public Jackson3Codec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Json encode(Object value) {
        if (value instanceof Json json) {
            return json;
        }
        try {
            return Json.parse(mapper.writeValueAsString(value));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "Cannot write " + value.getClass().getName() + " as JSON: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public Object decode(Json json, Type type) {
        if (type == Json.class) {
            return json;
        }
        try {
            return mapper.readValue(json.toString(), mapper.constructType(type));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "Expected JSON for " + type.getTypeName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
