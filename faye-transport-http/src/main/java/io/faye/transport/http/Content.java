package io.faye.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a connection sends in pieces, each only when the client has taken those before it: so little of it is in buffers. */
interface Content {

    /** The length of a piece. */
    int PIECE = 64 << 10;

    /** What is not longer goes out at once, in one buffer: a batch for a stream, with what is written around it. */
    int WHOLE = 96 << 10;

    /** {@return how many bytes will be written} */
    long length();

    /** {@return how many bytes it keeps in memory while it waits, and nothing else keeps} */
    long memory();

    /** {@return all of it, for one connection} */
    Pieces pieces();

    /** What is left to write to one connection. Belongs to the connection's thread. */
    interface Pieces {

        /** {@return whether nothing is left} */
        boolean isEnded();

        /**
         * {@return the next piece, or null if it has to be fetched first}
         *
         * @param allocator makes its buffer
         * @param fetched runs on any thread when the piece has been fetched, or cannot be
         * @throws IOException if it cannot be fetched
         */
        @Nullable
        ByteBuf next(ByteBufAllocator allocator, Runnable fetched) throws IOException;
    }
}
