package io.faye.transport.http.content;

import io.faye.transport.OversizedRequest;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the bytes of a request body or of a message. It allocates memory for bytes that have arrived, not for those that were
 * announced, and in pieces: one large array would be copied each time it grows.
 */
public final class BodyBuffer {

    private static final int LONGEST_PIECE = 64 << 10;
    private static final byte[] NOTHING = {};

    private final int limit;
    private final List<byte[]> full = new ArrayList<>(0);
    private byte[] last = NOTHING;
    private int lastLength;
    private int fullLength;

    public BodyBuffer(int limit) {
        this.limit = limit;
    }

    /** {@return false if that would be more than the limit; nothing is taken then} */
    public boolean add(ByteBuf arrived) {
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
    public int capacity() {
        return fullLength + last.length;
    }

    /** {@return what came; it is empty afterwards} */
    public byte[] take() {
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
    public static void skip(ByteBuf arrived, OversizedRequest reader) {
        for (ByteBuffer part : arrived.nioBuffers()) {
            reader.add(part);
        }
        arrived.skipBytes(arrived.readableBytes());
    }

    public void clear() {
        full.clear();
        fullLength = 0;
        last = NOTHING;
        lastLength = 0;
    }
}
