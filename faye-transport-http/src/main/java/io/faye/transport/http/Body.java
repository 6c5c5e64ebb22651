package io.faye.transport.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Gathers the pieces of a body or a message. Grows with what came, not with what was announced. */
final class Body {

    private static final byte[] NOTHING = {};

    private final int limit;
    private byte[] bytes = NOTHING;
    private int length;

    Body(int limit) {
        this.limit = limit;
    }

    /** {@return false if that would be more than the limit; nothing is taken then} */
    boolean add(ByteBuf piece) {
        int more = piece.readableBytes();
        if (more > limit - length) {
            return false;
        }
        if (length + more > bytes.length) {
            int doubled = (int) Math.min(limit, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, Math.max(length + more, doubled));
        }
        piece.readBytes(bytes, length, more);
        length += more;
        return true;
    }

    byte[] toArray() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
