package io.faye.engine.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.engine.redis.Member;
import io.faye.engine.redis.NotingListener;
import io.faye.engine.redis.RedisTests;
import io.faye.engine.redis.TestHost;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.RedisConnection;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.LogPage;
import io.faye.engine.redis.log.LogState;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.redis.log.Origin;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What other tests cannot bring about at will: a node that follows the log late. */
@DisplayName("A node that is to end a session which is over already")
class EndingsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LogId BEGIN = new LogId(0, 0);
    private static final Origin ELSEWHERE = new Origin("elsewhere", 1);

    private final EngineOptions options = RedisTests.options(RedisTests.shared());
    private final Keys keys = RedisTests.keys(options);
    private final Queue<String> noted = new ConcurrentLinkedQueue<>();
    private final TestHost host = new TestHost(PATIENCE);
    private final Redis redis = RedisTests.client(options, PATIENCE);
    private final Operations operations = new Operations("late", redis, host, Runnable::run);
    private final SessionContext context = new SessionContext(
            host, new Lifetimes(PATIENCE), keys, redis, operations, host.scheduler(), () -> true, () -> true);
    private final SessionLog log = new SessionLog(context, BEGIN);
    private final Member other = new Member(options);
    private final ClientId alice = other.client();

    @AfterEach
    void close() {
        operations.close();
        redis.close();
        host.close();
        other.close();
    }

    private Session arrived() {
        Position position = new Position(0, BEGIN);
        Arrival arrival = new Arrival(true, BEGIN, 2, position, Map.of(), 0, Set.of(), "");
        Session session = new Session(alice, arrival, host, overflowing -> {});
        SerialListener reader = new SerialListener(new NotingListener(alice, "", noted), 1);
        reader.open();
        session.reader().attach(reader);
        log.change(() -> log.registry().add(session));
        return session;
    }

    /** Answers come in the order of the questions, and each may have led to another. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            RedisTests.ask(redis, Call.of("PING"));
        }
    }

    private LogId endOfLog() {
        try (RedisConnection connection = redis.connect()) {
            return LogState.of(connection.execute(LogState.inspect(keys))).newest();
        }
    }

    @Test
    @DisplayName("leaves it to the log to tell so, once")
    void followsTheLog() {
        Session session = arrived();
        Member.get(other.engine.destroyClient(alice));
        log.takeover().endings().end(session);
        settle();
        assertThat(noted).isEmpty();

        LogId end = endOfLog();
        log.apply(new LogPage(List.of(), List.of(new Entry.Ended(end, ELSEWHERE, alice, List.of())), end, 0));
        settle();
        assertThat(noted).containsExactly("ended " + alice);
    }

    @Test
    @DisplayName("tells so if the log does not, as far as it goes")
    void tellsWhatTheLogDoesNot() {
        Session session = arrived();
        Member.get(other.engine.destroyClient(alice));
        log.takeover().endings().end(session);
        settle();
        log.apply(new LogPage(List.of(), List.of(), endOfLog(), 0));
        Member.until("it is told", () -> !noted.isEmpty());
        assertThat(noted).containsExactly("ended " + alice);
        assertThat(log.registry().get(alice)).isNull();
    }
}
