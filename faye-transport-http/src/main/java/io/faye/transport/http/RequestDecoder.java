package io.faye.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.List;

/** Reads requests, tells when one begins, and refuses those whose end different readers see at different places. */
final class RequestDecoder extends HttpRequestDecoder {

    private final Pace pace;

    RequestDecoder(HttpDecoderConfig config, Pace pace) {
        super(config);
        this.pace = pace;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (pace.isIdle() && in.isReadable()) {
            pace.headersBegin(System.nanoTime());
        }
        super.decode(context, in, out);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Both Content-Length and Transfer-Encoding");
    }
}
