package io.faye.spring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faye.protocol.Json;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How objects of the application become data of messages: by its Jackson 3, its Jackson 2, or as JSON has it. */
final class PayloadConfiguration {

    private PayloadConfiguration() {}

    private static IllegalArgumentException unreadable(Type type, Exception cause) {
        return new IllegalArgumentException("Expected data of " + type.getTypeName() + ", but it is not", cause);
    }

    private static IllegalArgumentException unwritable(@Nullable Object payload, Exception cause) {
        String name = payload == null ? "null" : payload.getClass().getName();
        return new IllegalArgumentException("Cannot write " + name + " as JSON", cause);
    }

    /** With the mapper of Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JsonMapper.class)
    @ConditionalOnBean(JsonMapper.class)
    static class Jackson3 {

        @Bean
        @ConditionalOnMissingBean
        PayloadConverter fayePayloadConverter(JsonMapper mapper) {
            return new PayloadConverter() {
                @Override
                public Json toJson(@Nullable Object payload) {
                    try {
                        return payload instanceof Json json ? json : Json.parse(mapper.writeValueAsString(payload));
                    } catch (JacksonException e) {
                        throw unwritable(payload, e);
                    }
                }

                @Override
                public @Nullable Object fromJson(Json data, Type type) {
                    try {
                        return mapper.readValue(data.toString(), mapper.constructType(type));
                    } catch (JacksonException e) {
                        throw unreadable(type, e);
                    }
                }
            };
        }
    }

    /** With the mapper of Boot 3.5. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObjectMapper.class)
    @ConditionalOnBean(ObjectMapper.class)
    static class Jackson2 {

        @Bean
        @ConditionalOnMissingBean
        PayloadConverter fayePayloadConverter(ObjectMapper mapper) {
            return new PayloadConverter() {
                @Override
                public Json toJson(@Nullable Object payload) {
                    try {
                        return payload instanceof Json json ? json : Json.parse(mapper.writeValueAsString(payload));
                    } catch (JsonProcessingException e) {
                        throw unwritable(payload, e);
                    }
                }

                @Override
                public @Nullable Object fromJson(Json data, Type type) {
                    try {
                        return mapper.readValue(data.toString(), mapper.constructType(type));
                    } catch (JsonProcessingException e) {
                        throw unreadable(type, e);
                    }
                }
            };
        }
    }

    /** Without Jackson. */
    @Configuration(proxyBeanMethods = false)
    static class Plain {

        @Bean
        @ConditionalOnMissingBean
        PayloadConverter fayePayloadConverter() {
            return new PayloadConverter() {
                @Override
                public Json toJson(@Nullable Object payload) {
                    return payload instanceof Json json ? json : Json.of(payload);
                }

                @Override
                public @Nullable Object fromJson(Json data, Type type) {
                    if (type == String.class) {
                        return data.asString().orElse(null);
                    }
                    throw new IllegalArgumentException("Expected a parameter of String or Json, but got "
                            + type.getTypeName() + ", which needs a bean of Jackson's mapper or of PayloadConverter");
                }
            };
        }
    }
}
