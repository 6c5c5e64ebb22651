package io.faye.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks over JSON bytes with Jackson and cuts values out of them without building a tree. */
final class JsonReader implements AutoCloseable {

    private static final int TRUSTED_NESTING = 1_000;
    private static final JsonFactory TRUSTED = factory(TRUSTED_NESTING);

    private final byte[] source;
    private final int offset;
    private final JsonParser parser;

    private JsonReader(JsonFactory factory, byte[] source, int offset, int length) throws IOException {
        this.source = source;
        this.offset = offset;
        this.parser = factory.createParser(source, offset, length);
    }

    /** A factory whose only limit is nesting: the length of the whole input is the caller's to bound. */
    static JsonFactory factory(int maxNesting) {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxNesting)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    /** Runs the body over bytes from outside, turning every complaint into one kind of exception. */
    static <T> T read(JsonFactory factory, byte[] utf8, Body<T> body) throws MalformedMessageException {
        int invalid = Utf8.firstInvalid(utf8);
        if (invalid >= 0) {
            throw new MalformedMessageException("invalid UTF-8 at byte " + invalid);
        }
        try (JsonReader reader = new JsonReader(factory, utf8, 0, utf8.length)) {
            T result = body.read(reader);
            if (reader.next() != null) {
                throw new MalformedMessageException("something follows the value at byte " + reader.position());
            }
            return result;
        } catch (StreamConstraintsException e) {
            throw new MalformedMessageException("nested too deeply", BayeuxError.badRequest("nesting"));
        } catch (IOException | IllegalStateException e) {
            // Jackson refuses a flood of names made to collide with an IllegalStateException.
            throw new MalformedMessageException(firstLine(e));
        }
    }

    static Json value(byte[] utf8) throws MalformedMessageException {
        return read(TRUSTED, utf8, reader -> {
            if (reader.next() == null) {
                throw new MalformedMessageException("nothing there");
            }
            return reader.current();
        });
    }

    static String string(Json json) {
        return trusted(json, reader -> {
            reader.next();
            return reader.parser.getText();
        });
    }

    static List<Json> elements(Json json) {
        return trusted(json, reader -> {
            List<Json> elements = new ArrayList<>();
            reader.next();
            while (reader.next() != JsonToken.END_ARRAY) {
                elements.add(reader.current());
            }
            return Collections.unmodifiableList(elements);
        });
    }

    static Map<String, Json> fields(Json json) {
        return trusted(json, reader -> {
            Map<String, Json> fields = new LinkedHashMap<>();
            reader.next();
            while (reader.next() != JsonToken.END_OBJECT) {
                String name = reader.name();
                reader.next();
                fields.put(name, reader.current());
            }
            return Collections.unmodifiableMap(fields);
        });
    }

    private static <T> T trusted(Json json, Body<T> body) {
        try (JsonReader reader = new JsonReader(TRUSTED, json.source(), json.offset(), json.length())) {
            return body.read(reader);
        } catch (IOException | MalformedMessageException e) {
            throw new IllegalStateException("Checked when it came in, yet not JSON now", e);
        }
    }

    @Nullable
    JsonToken next() throws IOException {
        return parser.nextToken();
    }

    String name() throws IOException {
        return parser.currentName();
    }

    long position() {
        return parser.currentTokenLocation().getByteOffset();
    }

    /** The value whose first token was just read, cut out whole; the reader stands behind it afterwards. */
    Json current() throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        skip();
        int end = (int) parser.currentLocation().getByteOffset();
        return new Json(source, offset + start, end - start);
    }

    void skip() throws IOException {
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private static String firstLine(Exception e) {
        String text = String.valueOf(e.getMessage());
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    @FunctionalInterface
    interface Body<T> {
        T read(JsonReader reader) throws IOException, MalformedMessageException;
    }
}
