package io.faye.transport.http.http1;

import io.faye.transport.http.connection.ConnectionLimits;
import io.faye.transport.http.connection.ReadRate;
import io.faye.transport.http.loop.DecoderGate;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads requests, says when one begins, and refuses those whose end two readers could see at different places. */
public final class RequestDecoder extends HttpRequestDecoder {

    private static final DecoderResult FOLDED =
            DecoderResult.failure(new IllegalArgumentException("A header field in two lines"));

    private final ReadRate rate;
    private final LineFoldDetector lineFolds = new LineFoldDetector();
    private final DecoderGate gate;
    private boolean inRequest;

    public RequestDecoder(HttpDecoderConfig config, ReadRate rate, DecoderGate gate) {
        super(config);
        this.rate = rate;
        this.gate = gate;
    }

    /** {@return what the decoders of a server have in common} */
    public static HttpDecoderConfig config(ConnectionLimits limits) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxHeaders())
                .setMaxHeaderSize(limits.maxHeaders())
                .setStrictLineParsing(true);
    }

    ReadRate rate() {
        return rate;
    }

    DecoderGate gate() {
        return gate;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        gate.restart();
        super.channelRead(context, bytes);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        // A turn ends between requests: one that has come before others shall not wait in its middle until they were
        // read.
        if (inRequest ? gate.isClosed() : !gate.admits(context)) {
            return;
        }
        if (rate.isIdle() && in.isReadable()) {
            rate.headersBegin(System.nanoTime());
            lineFolds.restart();
        }
        if (lineFolds.isFolded(in)) {
            refuse(in, out);
        } else {
            int before = in.readableBytes();
            int start = in.readerIndex();
            int decoded = out.size();
            super.decode(context, in, out);
            lineFolds.consumed(before - in.readableBytes());
            if (out.size() > decoded) {
                inRequest = !(out.get(out.size() - 1) instanceof LastHttpContent);
                keepLongTarget(out.get(decoded), in, start, before);
            }
        }
    }

    private static void keepLongTarget(Object decoded, ByteBuf in, int start, int length) {
        if (decoded instanceof HttpMessage message
                && message.decoderResult().cause() instanceof TooLongHttpLineException) {
            String read = in.toString(start, Math.min(length, OversizedRequestLine.LONGEST), StandardCharsets.US_ASCII);
            message.setDecoderResult(DecoderResult.failure(new OversizedRequestLine(read)));
        }
    }

    /** RFC 9112, section 5.2, leaves the choice; a proxy in front may read folds in another way than Netty does. */
    private void refuse(ByteBuf in, List<Object> out) {
        in.skipBytes(in.readableBytes());
        HttpMessage folded = createInvalidMessage();
        folded.setDecoderResult(FOLDED);
        out.add(folded);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Both Content-Length and Transfer-Encoding");
    }
}
