package io.faye.transport.http.websocket;

import io.faye.transport.OversizedRequest;
import io.netty.buffer.ByteBuf;

/**
 * A message of a WebSocket in one frame that is longer than the limit (RFC 6455, section 5.2). Its payload is read as it
 * comes and not kept.
 */
final class OversizedFrame {

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES_OF_LENGTH = 126;
    private static final int EIGHT_BYTES_OF_LENGTH = 127;
    private static final int MASK = 4;

    private final OversizedRequest request;
    private final byte[] mask = new byte[MASK];
    private final byte[] piece = new byte[8 << 10];
    private long left;
    private int at;

    private OversizedFrame(OversizedRequest request, long length) {
        this.request = request;
        this.left = length;
    }

    /** What the bytes at the beginning of a frame show. */
    enum Kind {
        /** There are too few of them. */
        UNKNOWN,
        /** The frame is one of those that Netty's decoder takes, or refuses. */
        ORDINARY,
        /** The frame is to be read by {@link #begin}. */
        OVERSIZED
    }

    /** {@return what frame begins} Frames without a mask break the protocol, and fragments are joined elsewhere. */
    static Kind of(ByteBuf in, int limit) {
        if (in.readableBytes() < 2) {
            return Kind.UNKNOWN;
        }
        int first = in.getUnsignedByte(in.readerIndex());
        int second = in.getUnsignedByte(in.readerIndex() + 1);
        if (first != FINAL_TEXT && first != FINAL_BINARY || second < MASKED) {
            return Kind.ORDINARY;
        }
        if (second - MASKED >= TWO_BYTES_OF_LENGTH && in.readableBytes() < headLength(second)) {
            return Kind.UNKNOWN;
        }
        long length = length(in, second);
        return length > limit && length - limit <= OversizedRequest.MOST_SKIPPED ? Kind.OVERSIZED : Kind.ORDINARY;
    }

    private static int headLength(int second) {
        return switch (second - MASKED) {
            case TWO_BYTES_OF_LENGTH -> 2 + Short.BYTES + MASK;
            case EIGHT_BYTES_OF_LENGTH -> 2 + Long.BYTES + MASK;
            default -> 2 + MASK;
        };
    }

    private static long length(ByteBuf in, int second) {
        int start = in.readerIndex() + 2;
        return switch (second - MASKED) {
            case TWO_BYTES_OF_LENGTH -> in.getUnsignedShort(start);
            case EIGHT_BYTES_OF_LENGTH -> in.getLong(start);
            default -> second - MASKED;
        };
    }

    /** Reads the head of a frame that is {@link Kind#OVERSIZED}. */
    static OversizedFrame begin(ByteBuf in, OversizedRequest request) {
        int second = in.getUnsignedByte(in.readerIndex() + 1);
        OversizedFrame frame = new OversizedFrame(request, length(in, second));
        in.skipBytes(headLength(second) - MASK);
        in.readBytes(frame.mask);
        return frame;
    }

    /** Reads what has come of the payload. */
    void read(ByteBuf in) {
        while (in.isReadable() && left > 0) {
            int count = (int) Math.min(left, Math.min(in.readableBytes(), piece.length));
            in.readBytes(piece, 0, count);
            for (int i = 0; i < count; i++) {
                piece[i] ^= mask[at & MASK - 1];
                at++;
            }
            request.add(piece, count);
            left -= count;
        }
    }

    OversizedRequest request() {
        return request;
    }

    /** {@return whether the payload was read to its end, or is not worth reading on} */
    boolean isDone() {
        return left == 0 || request.isHopeless();
    }
}
