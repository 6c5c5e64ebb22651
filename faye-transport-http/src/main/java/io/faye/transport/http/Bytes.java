package io.faye.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Content that is there as an array. */
@SuppressWarnings("ArrayRecordComponent")
record Bytes(byte[] bytes, long memory) implements Content {

    static final Bytes NONE = shared(new byte[0]);

    /** {@return content that only one connection sends} */
    static Bytes own(byte[] bytes) {
        return new Bytes(bytes, bytes.length);
    }

    /** {@return content that is in memory anyway} */
    static Bytes shared(byte[] bytes) {
        return new Bytes(bytes, 0);
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public Pieces pieces() {
        return new Slices();
    }

    private final class Slices implements Pieces {
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
