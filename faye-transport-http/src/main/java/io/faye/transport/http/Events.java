package io.faye.transport.http;

import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what goes over an event stream. */
final class Events {

    private static final byte[] BEGINNING = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Events() {}

    /** {@return whether the events are few and short enough to go out at once} */
    static boolean isShort(List<Message> messages) {
        return MessageText.arrayLength(messages) <= Content.WHOLE;
    }

    /** An event for each message: an array of one. */
    static ByteBuf of(List<Message> messages, ByteBufAllocator allocator) {
        ByteBuf events = allocator.directBuffer();
        for (Message message : messages) {
            events.writeBytes(BEGINNING)
                    .writeBytes(oneLine(MessageCodec.encode(List.of(message))))
                    .writeBytes(END);
        }
        return events;
    }

    /** JSON that came in with line breaks between its tokens has them still, and they would end the event. */
    private static byte[] oneLine(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\r' || json[i] == '\n') {
                json[i] = ' ';
            }
        }
        return json;
    }

    /** {@return what tells a browser how long to wait before it opens the stream again} */
    static ByteBuf retry(long millis, ByteBufAllocator allocator) {
        return ByteBufUtil.writeAscii(allocator, "retry: " + millis + "\r\n\r\n");
    }

    static ByteBuf comment(ByteBufAllocator allocator) {
        return ByteBufUtil.writeAscii(allocator, ":\r\n\r\n");
    }
}
