package io.faye.transport.http.eventstream;

import io.faye.protocol.Message;
import io.faye.transport.EventStreamOpening;
import io.faye.transport.EventText;
import io.faye.transport.http.content.Content;
import io.faye.transport.http.content.MessageContent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes events and comments of an event stream. */
final class EventEncoder {

    private static final byte[] BEGINNING = EventText.BEGINNING.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = EventText.END.getBytes(StandardCharsets.US_ASCII);

    private EventEncoder() {}

    /** {@return whether the events are few and short enough to go out at once} */
    static boolean isShort(List<Message> messages) {
        return MessageContent.arrayLength(messages) <= Content.WHOLE;
    }

    /** An event for each message: an array of one. */
    static ByteBuf of(List<Message> messages, ByteBufAllocator allocator) {
        ByteBuf events = allocator.directBuffer();
        for (Message message : messages) {
            events.writeBytes(BEGINNING).writeBytes(EventText.data(message)).writeBytes(END);
        }
        return events;
    }

    /** {@return what tells a browser how long to wait before it opens the stream again} */
    static ByteBuf retry(long millis, ByteBufAllocator allocator) {
        return ByteBufUtil.writeAscii(allocator, EventStreamOpening.retry(millis));
    }

    static ByteBuf comment(ByteBufAllocator allocator) {
        return ByteBufUtil.writeAscii(allocator, EventText.COMMENT);
    }
}
