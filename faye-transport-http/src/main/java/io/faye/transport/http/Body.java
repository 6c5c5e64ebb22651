package io.faye.transport.http;

import io.faye.transport.OversizedRequest;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers a body or a message. Grows with what came, not with what was announced, and in pieces: a large array would take
 * more of the heap than it holds, and be copied each time it grows.
 */
final class Body {

    private static final int LONGEST_PIECE = 64 << 10;
    private static final byte[] NOTHING = {};

    private final int limit;
    private final List<byte[]> full = new ArrayList<>(0);
    private byte[] last = NOTHING;
    private int lastLength;
    private int fullLength;

    Body(int limit) {
        this.limit = limit;
    }

    /** {@return false if that would be more than the limit; nothing is taken then} */
    boolean add(ByteBuf arrived) {
        if (arrived.readableBytes() > limit - length()) {
            return false;
        }
        while (arrived.isReadable()) {
            if (lastLength == last.length) {
                grow(arrived.readableBytes());
            }
            int count = Math.min(arrived.readableBytes(), last.length - lastLength);
            arrived.readBytes(last, lastLength, count);
            lastLength += count;
        }
        return true;
    }

    /** As long as what is there, so that many small pieces do not become many arrays. */
    private void grow(int needed) {
        int size = Math.min(limit - length(), Math.min(LONGEST_PIECE, Math.max(needed, length())));
        if (last.length > 0) {
            full.add(last);
            fullLength += last.length;
        }
        last = new byte[size];
        lastLength = 0;
    }

    private int length() {
        return fullLength + lastLength;
    }

    /** {@return how many bytes of memory it takes} */
    int capacity() {
        return fullLength + last.length;
    }

    /** {@return what came; it is empty afterwards} */
    byte[] take() {
        byte[] whole = full.isEmpty() && lastLength == last.length ? last : join();
        clear();
        return whole;
    }

    private byte[] join() {
        byte[] whole = new byte[length()];
        int at = 0;
        for (byte[] piece : full) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        System.arraycopy(last, 0, whole, at, lastLength);
        return whole;
    }

    /** Gives what has come to a reader that keeps nothing of it. */
    static void skip(ByteBuf arrived, OversizedRequest reader) {
        for (ByteBuffer part : arrived.nioBuffers()) {
            reader.add(part);
        }
        arrived.skipBytes(arrived.readableBytes());
    }

    void clear() {
        full.clear();
        fullLength = 0;
        last = NOTHING;
        lastLength = 0;
    }
}
