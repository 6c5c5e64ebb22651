package io.faye.transport.http.websocket;

import io.faye.transport.OversizedRequest;
import io.faye.transport.http.connection.ReadRate;
import io.faye.transport.http.loop.DecoderGate;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads frames, and measures how fast messages come in. Only their payload counts: empty fragments and pings do not. */
final class FrameDecoder extends WebSocket13FrameDecoder {

    /** Two bytes and the mask. */
    private static final int SMALLEST_HEAD = 6;

    private final ReadRate rate;
    private final Runnable read;
    private final DecoderGate gate;
    private final int limit;
    private final Supplier<OversizedRequest> oversizedRequests;
    private @Nullable OversizedFrame oversized;
    private boolean inFrame;
    private boolean inMessage;
    private boolean discarding;

    /**
     * Creates a decoder.
     *
     * @param oversizedRequests makes what reads a message that is longer than the limit; it is handed on like a frame
     * @param read runs when what arrived has been read as far as possible
     */
    FrameDecoder(
            WebSocketDecoderConfig config,
            ReadRate rate,
            DecoderGate gate,
            Supplier<OversizedRequest> oversizedRequests,
            Runnable read) {
        super(config);
        this.limit = config.maxFramePayloadLength();
        this.oversizedRequests = oversizedRequests;
        this.rate = rate;
        this.gate = gate;
        this.read = read;
    }

    /** {@return how many bytes of memory the beginning of a frame takes whose end has not come} */
    long unfinished() {
        return actualReadableBytes() == 0 ? 0 : internalBuffer().capacity();
    }

    /** {@return what reads the frame that is coming, null if that is not too large} */
    @Nullable
    OversizedRequest oversized() {
        return oversized == null ? null : oversized.request();
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
        if (!rate.isIdle()) {
            rate.arrived(((ByteBuf) bytes).readableBytes(), System.nanoTime());
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
        if (rate.isIdle() && in.isReadable()) {
            long now = System.nanoTime();
            rate.bodyBegins(now);
            rate.arrived(in.readableBytes(), now);
        }
        if (oversized != null) {
            readMore(oversized, in, out);
        } else if (inFrame || inMessage) {
            decodeFrame(context, in, out);
        } else {
            switch (OversizedFrame.of(in, limit)) {
                case UNKNOWN -> {}
                case ORDINARY -> decodeFrame(context, in, out);
                case OVERSIZED -> readMore(OversizedFrame.begin(in, oversizedRequests.get()), in, out);
            }
        }
    }

    private void decodeFrame(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        int before = out.size();
        int start = in.readerIndex();
        super.decode(context, in, out);
        inFrame = out.size() == before && (inFrame || in.readerIndex() != start);
        if (out.size() > before) {
            WebSocketFrame frame = (WebSocketFrame) out.get(before);
            rate.discount(overhead(frame));
            inMessage = isData(frame) ? !frame.isFinalFragment() : inMessage;
        }
    }

    private void readMore(OversizedFrame frame, ByteBuf in, List<Object> out) {
        frame.read(in);
        oversized = frame.isDone() ? null : frame;
        if (frame.isDone()) {
            out.add(frame.request());
        }
        if (frame.request().isHopeless()) {
            discard();
            in.skipBytes(in.readableBytes());
        }
    }

    private static boolean isData(WebSocketFrame frame) {
        return frame instanceof TextWebSocketFrame
                || frame instanceof BinaryWebSocketFrame
                || frame instanceof ContinuationWebSocketFrame;
    }

    private static int overhead(WebSocketFrame frame) {
        return isData(frame) ? SMALLEST_HEAD : SMALLEST_HEAD + frame.content().readableBytes();
    }
}
