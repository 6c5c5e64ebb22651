package io.faye.engine.redis.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An entry of the log")
class LoggedEntryTest {

    private static final Channel A = Channel.of("/a");
    private static final LogId ID = new LogId(5, 0);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] message(long operation, String data) {
        return LoggedEntry.encode(
                operation, A, Message.to(A).with("data", Json.of(data)).toJson());
    }

    private static LoggedEntry entry(byte[]... messages) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            all.writeBytes(message);
        }
        return LoggedEntry.of(List.of(bytes("5-0"), List.of(bytes("o"), bytes("node"), bytes("m"), all.toByteArray())));
    }

    private static List<String> data(LoggedEntry entry) {
        return entry.read().stream()
                .map(Entry.Published.class::cast)
                .flatMap(published -> published.message().stream())
                .map(queued -> queued.message().data().orElseThrow().asString().orElseThrow())
                .toList();
    }

    @Test
    @DisplayName("holds messages in the order in which they were published, each with its origin and an id of its own")
    void holdsMessages() {
        LoggedEntry entry = entry(message(1, "one\n"), message(50, "zwölf"), message(1_000_000, "three"));
        assertThat(data(entry)).containsExactly("one\n", "zwölf", "three");
        assertThat(entry.read().stream().map(Entry::origin))
                .containsExactly(new Origin("node", 1), new Origin("node", 50), new Origin("node", 1_000_000));
        assertThat(entry.read().stream().map(Entry::id)).containsExactly(ID.part(1), ID.part(2), ID.part(3));
    }

    @Test
    @DisplayName("holds what can be read beside what cannot")
    void holdsWhatCanBeRead() {
        byte[] noChannel = bytes("2 2 no-channel\n{}");
        byte[] noJson = bytes("3 7 /a\nno json");
        assertThat(data(entry(message(1, "one"), noChannel, noJson, message(4, "four"), bytes("5 900 /a\n{}"))))
                .containsExactly("one", "four");
    }

    @Test
    @DisplayName("has an id that comes after those of its messages and before the next entry")
    void ordersIds() {
        assertThat(Stream.of(
                                ID.part(2),
                                ID,
                                ID.part(1),
                                new LogId(4, 9),
                                ID.part(1).predecessor(),
                                new LogId(5, 1).part(1))
                        .sorted())
                .containsExactly(
                        new LogId(4, 9), ID.part(1).predecessor(), ID.part(1), ID.part(2), ID, new LogId(5, 1).part(1));
    }

    @Test
    @DisplayName("is found again by the text of an id")
    void parsesIds() {
        assertThat(LogId.parse("5-0")).isEqualTo(ID);
        assertThat(LogId.parse(ID.part(7).toString())).isEqualTo(ID.part(7));
        assertThat(ID.bound()).isEqualTo("(5-0");
        assertThat(ID.part(7).bound()).as("the entry has later messages").isEqualTo("5-0");
    }
}
