package io.faye.transport.http.content;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Content that is held in an array. */
@SuppressWarnings("ArrayRecordComponent")
public record ByteContent(byte[] bytes, long memory) implements Content {

    public static final ByteContent NONE = shared(new byte[0]);

    /** {@return content that only one connection sends} */
    public static ByteContent own(byte[] bytes) {
        return new ByteContent(bytes, bytes.length);
    }

    /** {@return content that is in memory anyway} */
    public static ByteContent shared(byte[] bytes) {
        return new ByteContent(bytes, 0);
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public ContentReader pieces() {
        return new Slices();
    }

    private final class Slices implements ContentReader {
        private int at;

        @Override
        public boolean isEnded() {
            return at == bytes.length;
        }

        @Override
        public ByteBuf next(ByteBufAllocator allocator, Runnable fetched) {
            int length = Math.min(PIECE, bytes.length - at);
            ByteBuf piece = allocator.directBuffer(length).writeBytes(bytes, at, length);
            at += length;
            return piece;
        }
    }
}
