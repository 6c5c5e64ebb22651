package io.faye.client;

import io.faye.client.spi.JsonCodec;
import io.faye.protocol.Json;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts, numbers, booleans, lists and maps: what JSON has, without any library. */
final class PlainCodec implements JsonCodec {

    private static final String ADVICE =
            "; other objects need faye-client-jackson2, faye-client-jackson3 or a codec of your own";

    /** {@return the codec that is installed, or this one if there is none} */
    static JsonCodec installed() {
        Iterator<JsonCodec> installed = ServiceLoader.load(JsonCodec.class, PlainCodec.class.getClassLoader())
                .iterator();
        if (!installed.hasNext()) {
            return new PlainCodec();
        }
        JsonCodec codec = installed.next();
        if (installed.hasNext()) {
            throw new IllegalStateException(
                    "Expected one JsonCodec, but found " + codec.getClass().getName() + " and "
                            + installed.next().getClass().getName() + "; choose one with builder.codec(...)");
        }
        return codec;
    }

    @Override
    public Json encode(Object value) {
        try {
            return Json.of(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ADVICE, e);
        }
    }

    @Override
    public Object decode(Json json, Type type) {
        if (type == Json.class) {
            return json;
        }
        Object value = plain(json);
        if (value instanceof Long whole && type == Integer.class) {
            value = Math.toIntExact(whole);
        } else if (value instanceof Long whole && type == Double.class) {
            value = whole.doubleValue();
        }
        if (type instanceof Class<?> wanted && wanted.isInstance(value)) {
            return value;
        }
        throw new IllegalArgumentException("Expected JSON for " + type.getTypeName() + ", but got "
                + json.kind().name().toLowerCase(Locale.ROOT) + ADVICE);
    }

    private static @Nullable Object plain(Json json) {
        return switch (json.kind()) {
            case STRING -> json.asString().orElse("");
            case NUMBER -> number(json);
            case BOOLEAN -> json.isTruthy();
            case NULL -> null;
            case ARRAY ->
                json.elements().stream().map(PlainCodec::plain).collect(Collectors.toCollection(ArrayList::new));
            case OBJECT -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                json.fields().forEach((name, value) -> fields.put(name, plain(value)));
                yield fields;
            }
        };
    }

    private static Object number(Json json) {
        OptionalLong whole = json.asLong();
        return whole.isPresent() ? (Object) whole.getAsLong() : (Object) Double.valueOf(json.toString());
    }
}
