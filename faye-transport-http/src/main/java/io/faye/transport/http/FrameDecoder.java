package io.faye.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;

/** Reads frames, and tells how fast messages come in. Only their payload counts: empty fragments and pings buy no time. */
final class FrameDecoder extends WebSocket13FrameDecoder {

    /** Two bytes and the mask. */
    private static final int SMALLEST_HEAD = 6;

    private final Pace pace;
    private final Runnable read;
    private final DecoderGate gate;
    private boolean discarding;

    /**
     * Creates a decoder.
     *
     * @param read runs when what arrived has been read as far as possible
     */
    FrameDecoder(WebSocketDecoderConfig config, Pace pace, DecoderGate gate, Runnable read) {
        super(config);
        this.pace = pace;
        this.gate = gate;
        this.read = read;
    }

    /** {@return how many bytes of memory the beginning of a frame takes whose end has not come} */
    long unfinished() {
        return actualReadableBytes() == 0 ? 0 : internalBuffer().capacity();
    }

    /** Drops what comes from now on. */
    void discard() {
        discarding = true;
    }

    DecoderGate gate() {
        return gate;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        if (!pace.isIdle()) {
            pace.arrived(((ByteBuf) bytes).readableBytes(), System.nanoTime());
        }
        gate.restart();
        super.channelRead(context, bytes);
        read.run();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (discarding) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!gate.admits(context)) {
            return;
        }
        if (pace.isIdle() && in.isReadable()) {
            long now = System.nanoTime();
            pace.bodyBegins(now);
            pace.arrived(in.readableBytes(), now);
        }
        int before = out.size();
        super.decode(context, in, out);
        if (out.size() > before) {
            pace.discount(overhead((WebSocketFrame) out.get(before)));
        }
    }

    private static int overhead(WebSocketFrame frame) {
        boolean isData = frame instanceof TextWebSocketFrame
                || frame instanceof BinaryWebSocketFrame
                || frame instanceof ContinuationWebSocketFrame;
        return isData ? SMALLEST_HEAD : SMALLEST_HEAD + frame.content().readableBytes();
    }
}
