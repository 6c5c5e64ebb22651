package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A frame for many subscribers")
class FrameCacheTest {

    private final FrameCache cache = new FrameCache(Frames::writeText, 1_000);
    private final Message one = message("1");
    private final Message two = message("2");

    private static Message message(String data) {
        return Message.to(Channel.parse("/a").orElseThrow()).with("data", Json.parse(data));
    }

    private ByteBuf frame(List<Message> messages) {
        return Objects.requireNonNull(cache.deliveries(messages, UnpooledByteBufAllocator.DEFAULT));
    }

    /** {@return what is in each of some short frames} */
    private static List<String> payloads(ByteBuf frames) {
        List<String> payloads = new ArrayList<>();
        for (int at = 0; at < frames.readableBytes(); at += 2 + frames.getByte(at + 1)) {
            payloads.add(frames.toString(at + 2, frames.getByte(at + 1), StandardCharsets.UTF_8));
        }
        return payloads;
    }

    @Test
    @DisplayName("is encoded once and shared")
    void shared() {
        ByteBuf first = frame(List.of(one, two));
        ByteBuf second = frame(List.of(one, two));
        assertThat(payloads(first)).containsExactly("[" + one + "]", "[" + two + "]");
        assertThat(second.nioBuffer()).isEqualTo(first.nioBuffer());
        first.setByte(5, 'x');
        assertThat(second.getByte(5)).as("the same memory").isEqualTo((byte) 'x');
        cache.clear();
        assertThat(first.release()).isFalse();
        assertThat(second.release()).isTrue();
    }

    @Test
    @DisplayName("is written in pieces if it is long, by each connection for itself")
    void tooLong() {
        Message endless = message('"' + "x".repeat(1_000) + '"');
        assertThat(cache.deliveries(List.of(endless), UnpooledByteBufAllocator.DEFAULT))
                .isNull();
        assertThat(cache.replies(List.of(endless), UnpooledByteBufAllocator.DEFAULT))
                .isNull();
        assertThat(cache.later(List.of(endless))).isInstanceOf(MessageText.class);
        assertThat(cache.later(List.of(one))).isNotInstanceOf(MessageText.class);
    }

    @Test
    @DisplayName("is not taken for another one")
    void distinct() {
        for (List<Message> messages :
                List.of(List.of(one), List.of(two), List.of(one, two), List.of(two, one), List.of(message("1")))) {
            ByteBuf frame = frame(messages);
            assertThat(payloads(frame))
                    .containsExactlyElementsOf(messages.stream()
                            .map(message -> "[" + message + "]")
                            .toList());
            frame.release();
        }
        cache.clear();
    }
}
