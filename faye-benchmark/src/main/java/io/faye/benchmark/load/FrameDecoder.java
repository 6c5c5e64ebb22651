package io.faye.benchmark.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads what servers send over a WebSocket, as cheaply as can be: whole text frames, nothing checked. */
final class FrameDecoder extends ByteToMessageDecoder {

    /** Fired when the server has agreed. */
    static final Object UPGRADED = new Object();

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String AGREED = "HTTP/1.1 101";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private boolean upgraded;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (upgraded) {
            frame(context, in, out);
        } else {
            head(context, in);
        }
    }

    private void head(ChannelHandlerContext context, ByteBuf in) {
        String head = in.toString(StandardCharsets.US_ASCII);
        int end = head.indexOf(END_OF_HEAD);
        if (end < 0) {
            return;
        }
        if (!head.startsWith(AGREED)) {
            throw new CorruptedFrameException("Expected " + AGREED + ", but got " + head);
        }
        in.skipBytes(end + END_OF_HEAD.length());
        upgraded = true;
        context.fireUserEventTriggered(UPGRADED);
    }

    private static void frame(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < 2) {
            return;
        }
        int at = in.readerIndex();
        int announced = in.getByte(at + 1) & 0x7F;
        int header = announced < 126 ? 2 : announced == 126 ? 4 : 10;
        if (in.readableBytes() < header) {
            return;
        }
        int length =
                announced < 126 ? announced : announced == 126 ? in.getUnsignedShort(at + 2) : (int) in.getLong(at + 2);
        if (in.readableBytes() < header + length) {
            return;
        }
        int opcode = in.getByte(at) & 0x0F;
        in.skipBytes(header + length);
        if (opcode == TEXT) {
            out.add(ByteBufUtil.getBytes(in, at + header, length));
        } else if (opcode == CLOSE) {
            context.close();
        }
    }
}
