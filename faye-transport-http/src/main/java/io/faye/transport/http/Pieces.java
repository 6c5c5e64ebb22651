package io.faye.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is left to write of some {@link Content} to one connection. Belongs to the connection's thread. */
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
