package io.faye.transport.http;

import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Keeps the last delivery's frame, because its neighbours mostly get the same: one encoding serves them all. */
final class FrameCache {

    private final BiFunction<ByteBufAllocator, byte[], ByteBuf> encoder;
    private final int longest;
    private List<Message> messages = List.of();
    private @Nullable ByteBuf frame;

    /**
     * Makes a cache without a frame.
     *
     * @param encoder makes a frame of a text
     * @param longest how long a text may be to be made a frame in one buffer; a longer one is written in pieces
     */
    FrameCache(BiFunction<ByteBufAllocator, byte[], ByteBuf> encoder, int longest) {
        this.encoder = encoder;
        this.longest = longest;
    }

    private boolean isShort(List<Message> sent) {
        return MessageText.arrayLength(sent) <= longest;
    }

    /** {@return a frame that only one connection gets, null if it is to be written in pieces} */
    @Nullable
    ByteBuf single(List<Message> sent, ByteBufAllocator allocator) {
        return isShort(sent) ? encoder.apply(allocator, MessageCodec.encode(sent)) : null;
    }

    /** {@return a frame with these messages, the caller's to release; null if it is to be written in pieces} */
    @Nullable
    ByteBuf frame(List<Message> wanted, ByteBufAllocator allocator) {
        ByteBuf cached = frame;
        if (cached == null || !isSame(wanted, messages)) {
            clear();
            cached = single(wanted, allocator);
            messages = wanted;
            frame = cached;
        }
        return cached == null ? null : cached.retainedDuplicate();
    }

    /** {@return a frame to be written later, in one piece if it is short} */
    Content later(List<Message> sent) {
        return isShort(sent) ? new Text(MessageCodec.encode(sent), encoder) : MessageText.frame(sent);
    }

    void clear() {
        if (frame != null) {
            frame.release();
        }
        frame = null;
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
    private record Text(byte[] utf8, BiFunction<ByteBufAllocator, byte[], ByteBuf> encoder) implements Content {

        @Override
        public long length() {
            return utf8.length;
        }

        @Override
        public long memory() {
            return utf8.length;
        }

        @Override
        public Pieces pieces() {
            return new Once();
        }

        private final class Once implements Pieces {
            private boolean ended;

            @Override
            public boolean isEnded() {
                return ended;
            }

            @Override
            public ByteBuf next(ByteBufAllocator allocator, Runnable fetched) {
                ended = true;
                return encoder.apply(allocator, utf8);
            }
        }
    }
}
