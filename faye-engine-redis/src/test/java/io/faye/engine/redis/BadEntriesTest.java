package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Transaction;

@DisplayName("Entries of the log that cannot be read")
class BadEntriesTest {

    private static final String DEEP = "[".repeat(9_000) + "]".repeat(9_000);

    /** The fields of each, after the name of the key and the id. */
    private static final List<List<String>> BAD = List.of(
            message("no JSON"),
            message("[{\"channel\":\"/a\",\"data\":1},{\"channel\":\"/a\",\"data\":2}]"),
            message("{\"channel\":\"/a\",\"data\":" + DEEP + "}}"),
            List.of("o", "x", "m", "1 16 no channel\n{\"channel\":\"/a\"}"),
            List.of("o", "x", "m", "1 17 /a\n{\"channel\":\"/a\"}"),
            List.of("o", "x", "m", "1 99999999999999999 /a\n{\"channel\":\"/a\"}"),
            List.of("o", "x", "m", "1 -16 /a\n{\"channel\":\"/a\"}"),
            List.of("o", "x", "m", "no messages"),
            List.of("o", "x", "m"),
            List.of("o", "x.1", "c", "/a", "m", "{\"channel\":\"/a\"}"),
            List.of("o", "x.1", "k", "later", "s", "x"),
            List.of("o", "x.1", "k", "subscribe", "s", "x"),
            List.of("o", "x.1"),
            List.of("o", "x"),
            List.of("by", "hand"));

    private static List<String> message(String json) {
        return List.of("o", "x", "m", "1 " + json.length() + " /a\n" + json);
    }

    private final RedisServer redis = RedisTests.shared();
    private final EngineOptions options = RedisTests.options(redis);
    private final Member process = new Member(options);
    private final ClientId alice = process.client();

    @AfterEach
    void close() {
        process.close();
    }

    /** Appends them between good ones, all at once, so that a process reads them together. */
    private void append() {
        String log = "{" + options.text("namespace", "") + "}:log";
        try (Jedis client = redis.connect();
                Transaction all = client.multi()) {
            for (int i = 0; i < BAD.size(); i++) {
                String good = "{\"channel\":\"/a\",\"data\":" + i + "}";
                add(all, log, message(good));
                add(all, log, BAD.get(i));
            }
            all.exec();
        }
    }

    private static void add(Transaction all, String log, List<String> fields) {
        List<String> words = new ArrayList<>(List.of(log, "*"));
        words.addAll(fields);
        all.sendCommand(Protocol.Command.XADD, words.toArray(String[]::new));
    }

    private static List<String> good() {
        return IntStream.range(0, BAD.size()).mapToObj(String::valueOf).toList();
    }

    private static List<String> goodAnd(String last) {
        return Stream.concat(good().stream(), Stream.of(last)).toList();
    }

    @Test
    @DisplayName("are skipped: what is before and after them comes once, and the process works on")
    void areSkipped() {
        process.subscribe(alice, "/a");
        process.attach(alice);
        append();
        process.publish("/a", "after");
        Member.until("all has come", () -> process.waiting(alice).contains("\"after\""));
        assertThat(process.waiting(alice)).isEqualTo(goodAnd("\"after\""));
        Member.get(process.engine.health());
    }

    @Test
    @DisplayName("are skipped when a session is replayed elsewhere, at the same positions")
    void areSkippedInReplays() {
        process.subscribe(alice, "/a");
        process.attach(alice);
        append();
        Member.until("all has come", () -> process.waiting(alice).size() >= BAD.size());
        try (Member other = new Member(options)) {
            other.attach(alice);
            Member.until("all has come there", () -> other.waiting(alice).size() >= BAD.size());
            process.publish("/a", "after");
            Member.until("the last has come", () -> other.waiting(alice).contains("\"after\""));
            assertThat(other.waiting(alice)).isEqualTo(goodAnd("\"after\""));
        }
    }
}
