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
    private List<Message> messages = List.of();
    private @Nullable ByteBuf frame;

    /** Takes what makes a frame of a text. */
    FrameCache(BiFunction<ByteBufAllocator, byte[], ByteBuf> encoder) {
        this.encoder = encoder;
    }

    /** A frame that only one connection gets. */
    ByteBuf single(List<Message> sent, ByteBufAllocator allocator) {
        return encoder.apply(allocator, MessageCodec.encode(sent));
    }

    /** A frame with these messages, the caller's to release. */
    ByteBuf frame(List<Message> wanted, ByteBufAllocator allocator) {
        ByteBuf cached = frame;
        if (cached == null || !isSame(wanted, messages)) {
            clear();
            cached = single(wanted, allocator);
            messages = wanted;
            frame = cached;
        }
        return cached.retainedDuplicate();
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
}
