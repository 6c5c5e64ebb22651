package io.faye.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value, kept as the UTF-8 bytes it arrived in and parsed only when somebody looks inside. So what passes
 * through is not re-encoded: numbers keep their digits, objects their order, strings their escapes.
 *
 * <p>Immutable. Methods that look inside parse each time they are called. Two values are equal if their bytes are.
 */
public final class Json {

    /** The value {@code true}. */
    public static final Json TRUE = literal("true");
    /** The value {@code false}. */
    public static final Json FALSE = literal("false");
    /** The value {@code null}. */
    public static final Json NULL = literal("null");
    /** The value {@code []}. */
    public static final Json EMPTY_ARRAY = literal("[]");

    private static final int FEW_BYTES = 1_024;

    private final byte[] source;
    private final int offset;
    private final int length;

    /** Trusts the caller: these bytes are one valid JSON value, and nobody will change them. */
    Json(byte[] source, int offset, int length) {
        this.source = source;
        this.offset = offset;
        this.length = length;
    }

    /**
     * Reads one JSON value.
     *
     * @param text the whole value, nothing after it but blanks
     * @return the value
     * @throws IllegalArgumentException if the text is not JSON, or nested more than 1,000 levels deep
     */
    public static Json parse(String text) {
        try {
            return JsonReader.value(encode(text));
        } catch (MalformedMessageException | CharacterCodingException e) {
            throw new IllegalArgumentException("Expected a JSON value: " + e.getMessage(), e);
        }
    }

    private static byte[] encode(String text) throws CharacterCodingException {
        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        return exact;
    }

    /**
     * Writes a Java value as JSON.
     *
     * @param value a string, number, boolean, list, map with string keys, {@code Json}, or null; lists and maps hold
     *     such values in turn
     * @return the value
     * @throws IllegalArgumentException if the value, or one inside it, is of another class, or a number is not finite
     */
    public static Json of(@Nullable Object value) {
        if (value instanceof Json json) {
            return json;
        }
        if (value instanceof Boolean flag) {
            return flag ? TRUE : FALSE;
        }
        return value == null ? NULL : JsonWriter.write(value);
    }

    /** {@return what sort of value this is} */
    public Kind kind() {
        return switch (source[offset]) {
            case '"' -> Kind.STRING;
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            default -> Kind.NUMBER;
        };
    }

    /** {@return whether JavaScript takes this for true: all but {@code false}, {@code null}, {@code ""} and zero} */
    public boolean isTruthy() {
        return switch (kind()) {
            case STRING -> length > 2;
            case BOOLEAN -> source[offset] == 't';
            case NULL -> false;
            case NUMBER -> !isZero();
            case OBJECT, ARRAY -> true;
        };
    }

    private boolean isZero() {
        for (int i = offset; i < offset + length; i++) {
            byte b = source[i];
            if (b == 'e' || b == 'E') {
                return true;
            }
            if (b >= '1' && b <= '9') {
                return false;
            }
        }
        return true;
    }

    /** {@return the text of a string, or empty for any other value} */
    public Optional<String> asString() {
        return Optional.ofNullable(stringOrNull());
    }

    @Nullable
    String stringOrNull() {
        if (source[offset] != '"') {
            return null;
        }
        for (int i = offset + 1; i < offset + length - 1; i++) {
            if (source[i] == '\\') {
                return JsonReader.string(this);
            }
        }
        return new String(source, offset + 1, length - 2, StandardCharsets.UTF_8);
    }

    /** {@return the value of a whole number written without fraction or exponent that a {@code long} holds, or empty} */
    public OptionalLong asLong() {
        if (kind() != Kind.NUMBER || length > 20) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(toString()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** {@return the members of an array in order, or an empty list for any other value} */
    public List<Json> elements() {
        return kind() == Kind.ARRAY ? JsonReader.elements(this) : List.of();
    }

    /** {@return the members of an object in order, the last of equal names counting, or an empty map for any other value} */
    public Map<String, Json> fields() {
        return kind() == Kind.OBJECT ? JsonReader.fields(this) : Map.of();
    }

    /**
     * {@return the member of an object, or empty if it has none or is no object}
     *
     * @param name the member's name
     */
    public Optional<Json> field(String name) {
        return Optional.ofNullable(fields().get(name));
    }

    /** {@return how many bytes of UTF-8 this value is} */
    public int length() {
        return length;
    }

    /** {@return a read-only view of the UTF-8 bytes of this value} */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(source, offset, length).slice().asReadOnlyBuffer();
    }

    /**
     * {@return this value, or an equal one that does not keep a long request in memory} A value from outside is a slice
     * of the request that it came in.
     */
    public Json detached() {
        return isDetached() ? this : new Json(Arrays.copyOfRange(source, offset, offset + length), 0, length);
    }

    /** {@return whether the bytes that this value keeps in memory are few, or mostly its own} */
    boolean isDetached() {
        return source.length - length <= FEW_BYTES;
    }

    byte[] source() {
        return source;
    }

    int offset() {
        return offset;
    }

    int copyTo(byte[] target, int at) {
        System.arraycopy(source, offset, target, at, length);
        return at + length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Json json
                && Arrays.equals(source, offset, offset + length, json.source, json.offset, json.offset + json.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + source[i];
        }
        return hash;
    }

    /** {@return the value as JSON text} */
    @Override
    public String toString() {
        return new String(source, offset, length, StandardCharsets.UTF_8);
    }

    private static Json literal(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Json(bytes, 0, bytes.length);
    }

    /** The six sorts of JSON value. */
    public enum Kind {
        /** Text in quotes. */
        STRING,
        /** Digits, of any length and precision. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** {@code null}. */
        NULL,
        /** Members by name. */
        OBJECT,
        /** Members in a row. */
        ARRAY
    }
}
