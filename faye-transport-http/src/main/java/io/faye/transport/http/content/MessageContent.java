package io.faye.transport.http.content;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.transport.Payloads;
import io.faye.transport.ReplyFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ByteProcessor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Many or long messages, with what a transport writes before, between and after them. It refers to the encoded messages,
 * which all receivers share, and copies them piece by piece.
 */
public final class MessageContent implements Content {

    private static final byte[] ARRAY = ascii("[");
    private static final byte[] COMMA = ascii(",");
    private static final byte[] ARRAY_END = ascii("]");
    private static final byte[] EVENT = ascii("data: [");
    private static final byte[] NEXT_EVENT = ascii("]\r\n\r\ndata: [");
    private static final byte[] EVENT_END = ascii("]\r\n\r\n");

    private final List<Json> messages;
    private final byte[] before;
    private final byte[] between;
    private final byte[] behind;
    private final Lines lines;
    private final long length;

    private enum Lines {
        AS_THEY_ARE,
        JOINED
    }

    private MessageContent(List<Json> messages, byte[] before, byte[] between, byte[] behind, Lines lines) {
        this.messages = messages;
        this.before = before;
        this.between = between;
        this.behind = behind;
        this.lines = lines;
        long sum = before.length + behind.length + (long) between.length * Math.max(0, messages.size() - 1);
        for (Json message : messages) {
            sum += message.length();
        }
        this.length = sum;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return the length of an array of messages} */
    public static long arrayLength(List<Message> messages) {
        return ReplyFrames.arrayLength(messages);
    }

    /** {@return an array of messages} */
    public static MessageContent array(List<Message> messages) {
        return new MessageContent(json(messages), ARRAY, COMMA, ARRAY_END, Lines.AS_THEY_ARE);
    }

    /** {@return a script that calls a function with an array of messages} */
    public static MessageContent script(String callback, List<Message> messages) {
        List<Json> escaped =
                messages.stream().map(Message::toJson).map(Payloads::escaped).toList();
        return new MessageContent(escaped, ascii("/**/" + callback + "(["), COMMA, ascii("]);"), Lines.AS_THEY_ARE);
    }

    /**
     * {@return an array of messages after other bytes}
     *
     * @param head what is written before the array
     */
    public static MessageContent array(byte[] head, List<Message> messages) {
        byte[] before = Arrays.copyOf(head, head.length + ARRAY.length);
        System.arraycopy(ARRAY, 0, before, head.length, ARRAY.length);
        return new MessageContent(json(messages), before, COMMA, ARRAY_END, Lines.AS_THEY_ARE);
    }

    /** {@return an event for each message: an array of one} */
    public static MessageContent events(List<Message> messages) {
        return new MessageContent(json(messages), EVENT, NEXT_EVENT, EVENT_END, Lines.JOINED);
    }

    private static List<Json> json(List<Message> messages) {
        return messages.stream().map(Message::toJson).toList();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long memory() {
        return length;
    }

    @Override
    public ContentReader pieces() {
        return new Cursor();
    }

    /** A place in the text, which is what is written before, a message, what is between, a message, and so on. */
    private final class Cursor implements ContentReader {
        private int part = -1;
        private ByteBuffer rest = ByteBuffer.wrap(before);
        private long left = length;

        @Override
        public boolean isEnded() {
            return left == 0;
        }

        @Override
        public ByteBuf next(ByteBufAllocator allocator, Runnable fetched) {
            int size = (int) Math.min(PIECE, left);
            ByteBuf piece = allocator.directBuffer(size);
            while (piece.writerIndex() < size) {
                write(piece, size - piece.writerIndex());
            }
            left -= size;
            return piece;
        }

        private void write(ByteBuf piece, int room) {
            if (!rest.hasRemaining()) {
                part++;
                rest = part();
            }
            int count = Math.min(room, rest.remaining());
            int from = piece.writerIndex();
            ByteBuffer some = rest.slice().limit(count);
            piece.nioBuffer(from, count).put(some);
            piece.writerIndex(from + count);
            rest.position(rest.position() + count);
            if (lines == Lines.JOINED && isMessage()) {
                joinLines(piece, from, from + count);
            }
        }

        /** JSON that came in with line breaks between its tokens has them still, and they would end the event. */
        private void joinLines(ByteBuf piece, int from, int end) {
            int at = piece.forEachByte(from, end - from, ByteProcessor.FIND_CRLF);
            while (at >= 0) {
                piece.setByte(at, ' ');
                at = piece.forEachByte(at, end - at, ByteProcessor.FIND_CRLF);
            }
        }

        private ByteBuffer part() {
            if (isMessage()) {
                return messages.get(part / 2).bytes();
            }
            return ByteBuffer.wrap(part < 2 * messages.size() - 1 ? between : behind);
        }

        private boolean isMessage() {
            return part % 2 == 0 && part < 2 * messages.size();
        }
    }
}
