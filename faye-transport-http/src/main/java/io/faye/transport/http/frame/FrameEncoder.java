package io.faye.transport.http.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** Writes frames of RFC 6455 as a server sends them: unfragmented and unmasked. */
public final class FrameEncoder {

    private static final int FINAL = 0x80;
    private static final int DEFLATED = 0x40;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    static final int LONGEST_HEADER = 10;

    private FrameEncoder() {}

    public static void writeText(ByteBuf out, byte[] utf8) {
        writeData(out, FINAL | TEXT, utf8);
    }

    static void writeDeflated(ByteBuf out, byte[] text) {
        writeData(out, FINAL | DEFLATED | TEXT, text);
    }

    private static void writeData(ByteBuf out, int first, byte[] payload) {
        writeLength(out.writeByte(first), payload.length).writeBytes(payload);
    }

    private static ByteBuf writeLength(ByteBuf frame, long length) {
        if (length < 126) {
            return frame.writeByte((int) length);
        }
        return length < 1 << 16
                ? frame.writeByte(126).writeShort((int) length)
                : frame.writeByte(127).writeLong(length);
    }

    /** {@return the header of a text frame} */
    static byte[] textHeader(long payloadLength) {
        ByteBuf header = Unpooled.buffer(LONGEST_HEADER).writeByte(FINAL | TEXT);
        writeLength(header, payloadLength);
        return Arrays.copyOf(header.array(), header.readableBytes());
    }

    public static ByteBuf ping(ByteBufAllocator allocator) {
        return allocator.directBuffer(2).writeByte(FINAL | PING).writeByte(0);
    }

    public static ByteBuf pong(ByteBufAllocator allocator, ByteBuf payload) {
        return allocator
                .directBuffer(2 + payload.readableBytes())
                .writeByte(FINAL | PONG)
                .writeByte(payload.readableBytes())
                .writeBytes(payload);
    }

    public static ByteBuf close(ByteBufAllocator allocator, int code) {
        if (code == CloseCodes.NO_CODE) {
            return allocator.directBuffer(2).writeByte(FINAL | CLOSE).writeByte(0);
        }
        return allocator.directBuffer(4).writeByte(FINAL | CLOSE).writeByte(2).writeShort(code);
    }
}
