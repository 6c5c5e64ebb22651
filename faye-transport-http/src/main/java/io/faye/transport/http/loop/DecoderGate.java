package io.faye.transport.http.loop;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Says whether a decoder goes on with the bytes that were read. It waits while the connection takes no further requests, and
 * when the loop has to serve other connections: then the rest waits for the connection's next turn. Belongs to the loop's
 * thread.
 */
public final class DecoderGate {

    private final ConnectionLoop loop;
    private boolean closed;
    private boolean begun;
    private boolean turnOver;

    /** Tells the connection that the decoder waits for its next turn, in which {@link DecoderGate#nextTurn} is called. */
    public record TurnOver(DecoderGate gate, ByteToMessageDecoder decoder) {}

    public DecoderGate(ConnectionLoop loop) {
        this.loop = loop;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Leaves what has been read already as it is. */
    public void close() {
        closed = true;
    }

    public void open() {
        closed = false;
    }

    public boolean isTurnOver() {
        return turnOver;
    }

    public void nextTurn() {
        turnOver = false;
    }

    /** Something was read: a part of it is decoded, whatever others want, so that every connection gets on. */
    public void restart() {
        begun = false;
    }

    /** {@return whether to decode the next request or frame} */
    public boolean admits(ChannelHandlerContext context) {
        if (closed || turnOver) {
            return false;
        }
        if (begun && loop.isTurnOver()) {
            turnOver = true;
            context.fireUserEventTriggered(new TurnOver(this, (ByteToMessageDecoder) context.handler()));
            return false;
        }
        begun = true;
        return true;
    }
}
