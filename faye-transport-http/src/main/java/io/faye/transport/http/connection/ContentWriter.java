package io.faye.transport.http.connection;

import io.faye.transport.http.content.Content;
import io.faye.transport.http.content.ContentReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one content to a connection, as much at a time as the connection takes. Belongs to the connection's thread. */
public final class ContentWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ContentWriter.class);

    private final Connection connection;
    private final ContentReader pieces;
    private final ChannelPromise written;
    private final Runnable fetched;

    /**
     * Begins.
     *
     * @param written is completed when the operating system has taken the last piece
     * @param fetched runs on any thread when it is worth while to go on
     */
    public ContentWriter(Connection connection, Content content, ChannelPromise written, Runnable fetched) {
        this.connection = connection;
        this.pieces = content.pieces();
        this.written = written;
        this.fetched = fetched;
    }

    /** Writes what the connection takes now. {@return whether that was the rest} If a piece cannot be fetched, closes the connection. */
    public boolean writeMore() {
        while (!pieces.isEnded() && connection.channel().isWritable()) {
            ByteBuf piece = next();
            if (piece == null) {
                return false;
            }
            connection.write(
                    piece, pieces.isEnded() ? written : connection.channel().voidPromise());
        }
        return pieces.isEnded();
    }

    private @Nullable ByteBuf next() {
        try {
            return pieces.next(connection.channel().alloc(), fetched);
        } catch (IOException e) {
            LOG.debug("Response to {} ends before its end", connection.channel().remoteAddress(), e);
            connection.channel().close();
            return null;
        }
    }
}
