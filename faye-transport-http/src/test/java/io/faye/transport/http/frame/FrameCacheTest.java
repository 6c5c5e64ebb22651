package io.faye.transport.http.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.faye.transport.http.content.ContentReader;
import io.faye.transport.http.content.MessageContent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A frame for many subscribers")
class FrameCacheTest {

    private final FrameCache cache = new FrameCache(FrameEncoder::writeText, 1_000);
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
        assertThat(cache.later(List.of(endless))).isInstanceOf(MessageContent.class);
        assertThat(cache.later(List.of(one))).isNotInstanceOf(MessageContent.class);
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {1, 100, 2_000, 70_000, 200_000})
    @DisplayName("is the same if it is written in pieces")
    void samePieces(int length) throws IOException {
        List<Message> messages = List.of(one, message('"' + "x".repeat(length) + '"'), two);
        ByteBuf whole = Unpooled.buffer();
        FrameEncoder.writeText(whole, MessageCodec.encode(messages));
        ContentReader pieces = cache.later(messages).pieces();
        while (!pieces.isEnded()) {
            ByteBuf piece = Objects.requireNonNull(pieces.next(UnpooledByteBufAllocator.DEFAULT, () -> {}));
            assertThat(whole.readSlice(piece.readableBytes())).isEqualTo(piece);
            piece.release();
        }
        assertThat(whole.isReadable()).isFalse();
        whole.release();
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
