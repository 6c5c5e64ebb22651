package io.faye.engine.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Attachment;
import io.faye.engine.EngineOptions;
import io.faye.engine.redis.Member;
import io.faye.engine.redis.NotingListener;
import io.faye.engine.redis.RedisTests;
import io.faye.engine.redis.TestHost;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.RedisConnection;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.LogPage;
import io.faye.engine.redis.log.LogState;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.redis.log.Origin;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What other tests cannot bring about at will: replies that are processed before or after the log is applied. */
@DisplayName("Where Redis' reply to an attach is processed late")
class LateRepliesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LogId BEGIN = new LogId(0, 0);
    private static final Origin ELSEWHERE = new Origin("elsewhere", 1);

    private final EngineOptions options = RedisTests.options(RedisTests.shared());
    private final Keys keys = RedisTests.keys(options);
    private final Queue<String> noted = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Runnable> worker = new LinkedBlockingQueue<>();
    private final TestHost host = new TestHost(PATIENCE);
    private final Redis redis = RedisTests.client(options, PATIENCE);
    private final Operations operations = new Operations("late", redis, host, Runnable::run);
    private final SessionContext context = new SessionContext(
            host, new Lifetimes(PATIENCE), keys, redis, operations, worker::add, () -> true, () -> true);
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

    private CompletionStage<Optional<Attachment>> attach() {
        return log.takeover().attach(alice, new NotingListener(alice, "", noted));
    }

    /** Takes the next task of the worker. */
    private Runnable task() throws InterruptedException {
        Runnable task = worker.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(task).as("a task of the worker").isNotNull();
        return task;
    }

    private LogId endOfLog() {
        try (RedisConnection connection = redis.connect()) {
            return LogState.of(connection.execute(LogState.inspect(keys))).newest();
        }
    }

    /** Runs the worker's tasks until a stage completes, which a timer may bring about as well. */
    private <T> T await(CompletionStage<T> stage) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!stage.toCompletableFuture().isDone() && System.nanoTime() < end) {
            Runnable task = worker.poll(10, TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run();
            }
        }
        return Member.get(stage);
    }

    @Test
    @DisplayName("after the session's end, it finds no session, and the end is told once")
    void afterAnother() throws InterruptedException {
        CompletionStage<Optional<Attachment>> first = attach();
        CompletionStage<Optional<Attachment>> second = attach();
        Runnable firstReply = task();
        Runnable secondReply = task();
        Member.get(other.engine.destroyClient(alice));
        LogId end = endOfLog();

        firstReply.run();
        log.apply(new LogPage(List.of(), List.of(new Entry.Ended(end, ELSEWHERE, alice, List.of())), end, 0));
        secondReply.run();

        assertThat(Member.get(first)).isPresent();
        assertThat(Member.get(second)).isEmpty();
        assertThat(noted).containsExactly("ended " + alice);
        assertThat(log.registry().get(alice)).isNull();
    }

    @Test
    @DisplayName("a session that has ended elsewhere is not put back by a process that has left it")
    void afterItsEnd() throws InterruptedException {
        Member.get(other.attach(alice).release(""));
        await(attach());
        other.attach(alice);
        Member.get(other.engine.destroyClient(alice));
        LogId claim = endOfLog();
        LogId end = new LogId(claim.millis() + 1, 0);

        CompletionStage<Optional<Attachment>> again = attach();
        Runnable unknown = task();
        unknown.run();
        log.apply(new LogPage(
                List.of(),
                List.of(
                        new Entry.Claimed(claim, ELSEWHERE, alice, "elsewhere", 3),
                        new Entry.Ended(end, ELSEWHERE, alice, List.of())),
                end,
                0));

        assertThat(await(again)).isEmpty();
        assertThat(Member.get(other.engine.ping(alice))).isFalse();
    }
}
