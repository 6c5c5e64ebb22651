package io.faye.transport.http.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Of a header block it is known")
class LineFoldDetectorTest {

    private static boolean isFolded(String text, int pieceSize) {
        LineFoldDetector lineFolds = new LineFoldDetector();
        ByteBuf in = Unpooled.buffer();
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        boolean found = false;
        for (int from = 0; from < bytes.length; from += pieceSize) {
            in.writeBytes(bytes, from, Math.min(pieceSize, bytes.length - from));
            found |= lineFolds.isFolded(in);
            int lines = in.forEachByteDesc(b -> b != '\n') + 1 - in.readerIndex();
            in.skipBytes(Math.max(0, lines)).discardReadBytes();
            lineFolds.consumed(Math.max(0, lines));
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nX: a\r\n b\r\n\r\n",
                "GET / HTTP/1.1\r\nX: a\r\n\tb\r\n\r\n",
                "GET / HTTP/1.1\r\n X: a\r\n\r\n",
                "\r\n\r\n  GET / HTTP/1.1\r\nX: a\r\n \r\n\r\n",
                "GET / HTTP/1.1\nX: a\n b\n\n"
            })
    @DisplayName("that a field goes on in a second line, however the block is cut")
    void folded(String block) {
        for (int size = 1; size <= block.length(); size++) {
            assertThat(isFolded(block, size)).as("in pieces of %s", size).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nX: a b\r\nY: \tc\r\n\r\n",
                "\r\n GET / HTTP/1.1\r\n\r\n",
                "POST / HTTP/1.1\r\nX: a\r\n\r\n a body\r\n with folds"
            })
    @DisplayName("that none does, and what follows it does not matter")
    void notFolded(String block) {
        for (int size = 1; size <= block.length(); size++) {
            assertThat(isFolded(block, size)).as("in pieces of %s", size).isFalse();
        }
    }
}
