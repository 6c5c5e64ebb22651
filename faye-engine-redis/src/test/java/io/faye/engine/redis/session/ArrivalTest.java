package io.faye.engine.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.engine.redis.NotingListener;
import io.faye.engine.redis.RedisTests;
import io.faye.engine.redis.TestHost;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.LoggedMessage;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.redis.log.Origin;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What other tests cannot bring about at will: a process that reads a claim before the answer to its own attach. */
@DisplayName("A session that was attached here")
class ArrivalTest {

    private static final LogId BEGIN = new LogId(1, 0);
    private static final LogId LATER = new LogId(2, 0);
    private static final Origin ELSEWHERE = new Origin("elsewhere", 1);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EngineOptions options = RedisTests.options(RedisTests.shared());
    private final TestHost host = new TestHost(PATIENCE);
    private final Redis redis = RedisTests.client(options, PATIENCE);
    private final Operations operations = new Operations("arrival", redis, host);
    private final Errands errands = new Errands(
            redis, RedisTests.keys(options), operations, new Life(PATIENCE), Runnable::run, host.scheduler(), PATIENCE);
    private final Replica replica = new Replica(host, operations, Runnable::run, errands, BEGIN);
    private final ClientId alice = ClientId.random(new SecureRandom());
    private final Queue<String> heard = new ArrayDeque<>();
    private long attaches;

    @AfterEach
    void close() {
        errands.close();
        redis.close();
        host.close();
    }

    private SerialListener reader(String note) {
        return new SerialListener(new NotingListener(alice, note, heard), ++attaches);
    }

    private Session arrives(SerialListener reader, long fence) {
        Arrival arrival = new Arrival(true, BEGIN, fence, new Position(0, BEGIN, true), 0, Map.of(), 0, Set.of(), "");
        Session session = replica.arrive(alice, arrival, reader);
        assertThat(session.attach(reader)).isTrue();
        return session;
    }

    private void claimed(long fence) {
        replica.apply(List.of(new Entry.Claimed(LATER, ELSEWHERE, alice, "elsewhere", fence)), LATER);
    }

    @Test
    @DisplayName("and claimed by another process before the answer came has moved: its listener is told once")
    void movedBeforeItsAnswer() {
        claimed(3);
        SerialListener reader = reader("note");
        Session session = arrives(reader, 2);
        assertThat(heard).containsExactly("moved " + alice);
        assertThat(session.filled()).isDone();
        assertThat(session.queue().read(reader.listener(), 7, 10, 1_000).batch().last())
                .isEqualTo(7);
        assertThat(replica.session(alice)).isNull();
    }

    @Test
    @DisplayName("twice is read by the newer attachment, though its answer came first; the older one is told nothing")
    void newestReads() {
        SerialListener older = reader("older");
        SerialListener newer = reader("newer");
        Session session = arrives(newer, 2);
        assertThat(arrives(older, 2)).isSameAs(session);
        claimed(3);
        assertThat(heard).containsExactly("moved " + alice);
        assertThat(session.takeNote(older)).isEmpty();
    }

    @Test
    @DisplayName("and released before another process claims it hands over the note of the release")
    void handsOverTheNoteOfARelease() {
        SerialListener reader = reader("unused");
        Session session = arrives(reader, 2);
        assertThat(session.release(reader, "left")).isTrue();
        assertThat(session.release(reader, "again")).isFalse();
        Queue<String> notes = new ArrayDeque<>();
        session.move(notes::add);
        assertThat(notes).containsExactly("left");
        assertThat(heard).isEmpty();
    }

    @Test
    @DisplayName("while 20 MiB of messages passed is attached all the same, and knows what happened to it meanwhile")
    void arrivesUnderLoad() {
        byte[] body =
                ("{\"channel\":\"/b\",\"data\":\"" + "x".repeat(100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        claimed(3);
        List<Entry> passing = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            LogId id = new LogId(3, i);
            passing.add(new Entry.Published(id, ELSEWHERE, Channel.of("/b"), new LoggedMessage(id, body), false));
        }
        replica.apply(passing, new LogId(3, 199));
        SerialListener reader = reader("note");
        arrives(reader, 2);
        assertThat(heard).containsExactly("moved " + alice);
    }
}
