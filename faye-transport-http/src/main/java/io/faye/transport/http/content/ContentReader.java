package io.faye.transport.http.content;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one {@link Content} for one connection, piece by piece. Belongs to the connection's thread. */
public interface ContentReader {

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
