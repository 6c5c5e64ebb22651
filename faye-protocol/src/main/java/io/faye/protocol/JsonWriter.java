package io.faye.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns Java values into JSON bytes. */
final class JsonWriter {

    private static final JsonFactory PLAIN = new JsonFactory();
    private static final JsonFactory ASCII =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonWriter() {}

    static Json write(Object value) {
        byte[] bytes = utf8(value);
        return new Json(bytes, 0, bytes.length);
    }

    /** Half a surrogate pair has no place in UTF-8: a text that has one is written in escapes. */
    private static byte[] utf8(Object value) {
        String text = text(PLAIN, value);
        boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        return (encodable ? text : text(ASCII, value)).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(JsonFactory factory, Object value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(out)) {
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Json json) {
            out.writeRawValue(json.toString());
        } else if (value instanceof CharSequence text) {
            out.writeString(text.toString());
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Number number) {
            write(out, number);
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else {
            throw unwritable(value);
        }
    }

    private static void write(JsonGenerator out, Number number) throws IOException {
        boolean exact = number instanceof BigDecimal || number instanceof BigInteger;
        if (!exact && !Double.isFinite(number.doubleValue())) {
            throw unwritable(number);
        }
        out.writeNumber(number.toString());
    }

    private static IllegalArgumentException unwritable(Object value) {
        return new IllegalArgumentException(
                "Expected a string, finite number, boolean, list, map, Json or null, but got "
                        + value.getClass().getName() + " " + value);
    }
}
