package io.faye.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks over JSON with Jackson and cuts values out of its bytes without building a tree.
 *
 * <p>Jackson gets characters, not bytes: so it cannot guess at UTF-16, and keeps no table of the names that it has seen,
 * which strangers could fill. It refuses names that have half a surrogate pair in escapes.
 */
final class JsonReader implements AutoCloseable {

    private static final JsonFactory TRUSTED = factory(Integer.MAX_VALUE);
    private static final JsonFactory APPLICATION = factory(1_000);

    private final JsonBytes source;
    private final JsonParser parser;

    private JsonReader(JsonFactory factory, JsonBytes source) throws IOException {
        this.source = source;
        this.parser = factory.createParser(source.chars(), 0, source.length());
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
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    /** Runs the body over bytes from outside, which must hold nothing but what the body reads. */
    static <T> T read(JsonFactory factory, byte[] utf8, Body<T> body) throws MalformedMessageException {
        try (JsonReader reader = new JsonReader(factory, JsonBytes.decode(utf8))) {
            T result = body.read(reader);
            if (reader.next() != null) {
                throw new MalformedMessageException("something follows the value");
            }
            return result;
        } catch (StreamConstraintsException e) {
            throw new MalformedMessageException("nested too deeply", BayeuxError.badRequest("nesting"));
        } catch (JacksonException e) {
            throw new MalformedMessageException(
                    e.getOriginalMessage() + " at character " + e.getLocation().getCharOffset());
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing here reads or writes", e);
        }
    }

    static Json value(byte[] utf8) throws MalformedMessageException {
        return read(APPLICATION, utf8, reader -> {
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
        try (JsonReader reader = new JsonReader(TRUSTED, JsonBytes.of(json))) {
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
        return FieldNames.shared(parser.currentName());
    }

    /** The value whose first token was just read, cut out whole; the reader stands behind it afterwards. */
    Json current() throws IOException {
        int start = source.byteAt(parser.currentTokenLocation().getCharOffset());
        skip();
        return source.slice(start, source.byteAt(parser.currentLocation().getCharOffset()));
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

    @FunctionalInterface
    interface Body<T> {
        T read(JsonReader reader) throws IOException, MalformedMessageException;
    }
}
