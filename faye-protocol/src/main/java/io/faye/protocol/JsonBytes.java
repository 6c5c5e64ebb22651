package io.faye.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 and the characters that it stands for: finds the byte at which a character begins, from left to right. */
final class JsonBytes {

    private final byte[] bytes;
    private final int offset;
    private final char[] chars;
    private final int length;
    private final boolean ascii;
    private int lastChar;
    private int lastByte;

    private JsonBytes(byte[] bytes, int offset, int byteLength, CharBuffer decoded) {
        this.bytes = bytes;
        this.offset = offset;
        this.chars = decoded.array();
        this.length = decoded.length();
        this.ascii = length == byteLength;
    }

    /** Decodes bytes from outside, strictly: no overlong forms, no surrogates, nothing above U+10FFFF. */
    static JsonBytes decode(byte[] utf8) throws MalformedMessageException {
        ByteBuffer in = ByteBuffer.wrap(utf8);
        try {
            JsonBytes decoded = new JsonBytes(
                    utf8, 0, utf8.length, StandardCharsets.UTF_8.newDecoder().decode(in));
            decoded.requireAsciiEscapes();
            return decoded;
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException("invalid UTF-8 at byte " + in.position());
        }
    }

    static JsonBytes of(Json json) {
        ByteBuffer in = ByteBuffer.wrap(json.source(), json.offset(), json.length());
        return new JsonBytes(json.source(), json.offset(), json.length(), StandardCharsets.UTF_8.decode(in));
    }

    /** Jackson takes characters beyond Latin-1 whose low byte is a hexadecimal digit for that digit. */
    private void requireAsciiEscapes() throws MalformedMessageException {
        for (int i = 0; !ascii && i + 1 < length; i++) {
            if (chars[i] == '\\') {
                i++;
                for (int digit = i + 1; chars[i] == 'u' && digit <= i + 4 && digit < length; digit++) {
                    if (chars[digit] > 0x7F) {
                        throw new MalformedMessageException("expected a hexadecimal digit at character " + digit);
                    }
                }
            }
        }
    }

    char[] chars() {
        return chars;
    }

    int length() {
        return length;
    }

    /** {@return where a character's bytes begin; later calls ask for the same character or one behind it} */
    int byteAt(long character) {
        if (ascii) {
            return (int) character;
        }
        for (; lastChar < character; lastChar++) {
            lastByte += width(chars[lastChar]);
        }
        return lastByte;
    }

    /** A pair of surrogates makes four bytes, so each counts as two. */
    private static int width(char c) {
        return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    Json slice(int from, int to) {
        return new Json(bytes, offset + from, to - from);
    }
}
