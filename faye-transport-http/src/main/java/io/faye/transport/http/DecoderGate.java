package io.faye.transport.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Says whether a decoder goes on with what has been read. It does not while the connection takes nothing more, nor when the
 * loop has to turn to other connections: then the rest of what was read at once waits for the connection's next turn.
 * Belongs to the loop's thread.
 */
final class DecoderGate {

    private final Loop loop;
    private boolean closed;
    private boolean begun;
    private boolean turnOver;

    /** Tells the connection that the decoder waits for its next turn, in which {@link DecoderGate#nextTurn} is called. */
    record TurnOver(DecoderGate gate, ByteToMessageDecoder decoder) {}

    DecoderGate(Loop loop) {
        this.loop = loop;
    }

    boolean isClosed() {
        return closed;
    }

    /** Leaves what has been read already as it is. */
    void close() {
        closed = true;
    }

    void open() {
        closed = false;
    }

    boolean isTurnOver() {
        return turnOver;
    }

    void nextTurn() {
        turnOver = false;
    }

    /** Something was read: a part of it is decoded, whatever others want, so that every connection gets on. */
    void restart() {
        begun = false;
    }

    /** {@return whether to decode the next request or frame} */
    boolean admits(ChannelHandlerContext context) {
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
