package io.faye.transport.http.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Many or long messages, written in pieces,")
class MessageContentTest {

    private static final int PIECE = Content.PIECE;

    private static Message message(String data) {
        return Message.to(Channel.parse("/a").orElseThrow()).with("data", Json.parse(data));
    }

    private static Message message(int length) {
        int around = message("\"\"").toJson().length();
        return message('"' + "x".repeat(length - around) + '"');
    }

    static Stream<List<Message>> messages() {
        return Stream.of(
                List.of(),
                List.of(message("1")),
                List.of(message("1"), message("2"), message("3")),
                List.of(message(PIECE - 2)),
                List.of(message(PIECE - 1)),
                List.of(message(PIECE)),
                List.of(message(PIECE - 1), message("1")),
                List.of(message("1"), message(3 * PIECE), message("2")),
                Stream.generate(() -> message(100)).limit(5_000).toList());
    }

    private static String written(Content content) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ContentReader pieces = content.pieces();
        while (!pieces.isEnded()) {
            ByteBuf piece = pieces.next(UnpooledByteBufAllocator.DEFAULT, () -> {});
            assertThat(piece.readableBytes()).isBetween(1, PIECE);
            piece.readBytes(all, piece.readableBytes());
            piece.release();
        }
        assertThat(content.length()).isEqualTo(all.size());
        return all.toString(StandardCharsets.UTF_8);
    }

    private static String array(List<Message> messages) {
        return messages.toString().replace(", ", ",");
    }

    @ParameterizedTest
    @MethodSource("messages")
    @DisplayName("are the same array")
    void arrays(List<Message> messages) throws IOException {
        assertThat(written(MessageContent.array(messages))).isEqualTo(array(messages));
        assertThat(MessageContent.arrayLength(messages))
                .isEqualTo(array(messages).length());
    }

    @Test
    @DisplayName("are events in one line each")
    void events() throws IOException {
        List<Message> messages = List.of(message("[1,\n2]"), message(2 * PIECE), message("[\r\n]"));
        assertThat(written(MessageContent.events(messages)).split("\r\n\r\n", -1))
                .containsExactly(
                        "data: [{\"channel\":\"/a\",\"data\":[1, 2]}]",
                        "data: [" + messages.get(1) + "]",
                        "data: [{\"channel\":\"/a\",\"data\":[  ]}]",
                        "");
    }

    @Test
    @DisplayName("are a script that old browsers take too")
    void scripts() throws IOException {
        List<Message> messages = List.of(message("\"\u2028\u00e9\u2029\""), message(PIECE));
        assertThat(written(MessageContent.script("cb", messages)))
                .isEqualTo("/**/cb([{\"channel\":\"/a\",\"data\":\"\\u2028\u00e9\\u2029\"}," + messages.get(1) + "]);");
    }
}
