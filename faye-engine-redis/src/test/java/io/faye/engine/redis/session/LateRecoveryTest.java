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

/** What other tests cannot bring about at will: a reply that is processed before the log is applied. */
@DisplayName("A session that Redis does not know because it has ended")
class LateRecoveryTest {

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

    private <T> T await(CompletionStage<T> stage) throws InterruptedException {
        while (!stage.toCompletableFuture().isDone()) {
            task().run();
        }
        return Member.get(stage);
    }

    @Test
    @DisplayName("is not created again by a process that has left it to another one")
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
