package io.faye.transport.http.frame;

import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.faye.transport.http.content.Content;
import io.faye.transport.http.content.ContentReader;
import io.faye.transport.http.content.MessageContent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the frames of the last delivery, because the next connection of the loop usually gets the same messages: they are
 * encoded once. Each delivered message has a frame of its own, because many clients read only the first message of a frame;
 * the frames of a delivery are written together.
 */
public final class FrameCache {

    private final BiConsumer<ByteBuf, byte[]> encoder;
    private final int longest;
    private List<Message> messages = List.of();
    private @Nullable ByteBuf frames;

    /**
     * Makes a cache without a frame.
     *
     * @param encoder writes a frame with a text
     * @param longest how long a text may be to be made a frame in one buffer; a longer one is written in pieces
     */
    public FrameCache(BiConsumer<ByteBuf, byte[]> encoder, int longest) {
        this.encoder = encoder;
        this.longest = longest;
    }

    private boolean isShort(List<Message> sent) {
        return MessageContent.arrayLength(sent) <= longest;
    }

    /** {@return one frame with these replies, null if it is to be written in pieces} */
    @Nullable
    public ByteBuf replies(List<Message> replies, ByteBufAllocator allocator) {
        return isShort(replies) ? frame(MessageCodec.encode(replies), allocator, encoder) : null;
    }

    private static ByteBuf frame(byte[] text, ByteBufAllocator allocator, BiConsumer<ByteBuf, byte[]> encoder) {
        ByteBuf frame = allocator.directBuffer(text.length + FrameEncoder.LONGEST_HEADER);
        encoder.accept(frame, text);
        return frame;
    }

    /** {@return a frame for each message, the caller's to release; null if they are to be written in pieces} */
    @Nullable
    public ByteBuf deliveries(List<Message> wanted, ByteBufAllocator allocator) {
        ByteBuf cached = frames;
        if (cached == null || !isSame(wanted, messages)) {
            clear();
            cached = isShort(wanted) ? encode(wanted, allocator) : null;
            messages = wanted;
            frames = cached;
        }
        return cached == null ? null : cached.retainedDuplicate();
    }

    private ByteBuf encode(List<Message> deliveries, ByteBufAllocator allocator) {
        int length =
                (int) MessageContent.arrayLength(deliveries) + deliveries.size() * (FrameEncoder.LONGEST_HEADER + 1);
        ByteBuf out = allocator.directBuffer(length);
        for (int i = 0; i < deliveries.size(); i++) {
            encoder.accept(out, MessageCodec.encode(deliveries.subList(i, i + 1)));
        }
        return out;
    }

    /** {@return one frame to be written later, in one piece if it is short} */
    public Content later(List<Message> sent) {
        return isShort(sent)
                ? new Text(MessageCodec.encode(sent), encoder)
                : MessageContent.array(FrameEncoder.textHeader(MessageContent.arrayLength(sent)), sent);
    }

    public void clear() {
        if (frames != null) {
            frames.release();
        }
        frames = null;
        messages = List.of();
    }

    /** The engine hands the very same messages to all subscribers, so identity tells enough. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(List<Message> some, List<Message> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** A text that becomes a frame when it is written. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Text(byte[] utf8, BiConsumer<ByteBuf, byte[]> encoder) implements Content {

        @Override
        public long length() {
            return utf8.length;
        }

        @Override
        public long memory() {
            return utf8.length;
        }

        @Override
        public ContentReader pieces() {
            return new Once();
        }

        private final class Once implements ContentReader {
            private boolean ended;

            @Override
            public boolean isEnded() {
                return ended;
            }

            @Override
            public ByteBuf next(ByteBufAllocator allocator, Runnable fetched) {
                ended = true;
                return frame(utf8, allocator, encoder);
            }
        }
    }
}
