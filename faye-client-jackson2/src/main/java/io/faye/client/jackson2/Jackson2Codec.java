package io.faye.client.jackson2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.faye.client.spi.JsonCodec;
import io.faye.protocol.Json;
import java.lang.reflect.Type;

/** Objects as JSON, by Jackson 2. Times are texts, such as {@code "2026-11-22T12:00:00Z"}. Safe for threads. */
public final class Jackson2Codec implements JsonCodec {

    private final ObjectMapper mapper;

    /** Makes a codec with a mapper of its own: dates and times are texts, and unknown properties are errors. */
    public Jackson2Codec() {
        this(JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build());
    }

    /**
     * Makes a codec.
     *
     * @param mapper the application's own mapper
     */
    public Jackson2Codec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Json encode(Object value) {
        if (value instanceof Json json) {
            return json;
        }
        try {
            return Json.parse(mapper.writeValueAsString(value));
        } catch (JsonProcessingException e) {
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
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Expected JSON for " + type.getTypeName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
