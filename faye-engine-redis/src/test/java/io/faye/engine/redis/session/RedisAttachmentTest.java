package io.faye.engine.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Batch;
import io.faye.engine.EngineOptions;
import io.faye.engine.redis.Member;
import io.faye.engine.redis.NotingListener;
import io.faye.engine.redis.RedisTests;
import io.faye.engine.redis.TestHost;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.Operations;
import io.faye.engine.redis.log.Position;
import io.faye.engine.support.QueuedMessage;
import io.faye.protocol.ClientId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What other tests cannot bring about at will: a process that stands still. */
@DisplayName("An attachment in a process that has stood still")
class RedisAttachmentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LogId BEGIN = new LogId(1, 0);

    private final EngineOptions options = RedisTests.options(RedisTests.shared());
    private final TestHost host = new TestHost(PATIENCE);
    private final Redis redis = RedisTests.client(options, PATIENCE);
    private final Operations operations = new Operations("here", redis, host, Runnable::run);
    private final AtomicBoolean awake = new AtomicBoolean(true);
    private final SessionContext context = new SessionContext(
            host,
            new Lifetimes(PATIENCE),
            RedisTests.keys(options),
            redis,
            operations,
            host.scheduler(),
            () -> true,
            awake::get);
    private final SessionLog log = new SessionLog(context, BEGIN);
    private final ClientId alice = ClientId.random(new SecureRandom());

    @AfterEach
    void close() {
        operations.close();
        redis.close();
        host.close();
    }

    @Test
    @DisplayName("reads nothing, at the position that the client has confirmed")
    void readsNothing() {
        Arrival arrival = new Arrival(false, BEGIN, 2, new Position(7, BEGIN), Map.of(), 0, Set.of(), "");
        Session session = new Session(alice, arrival, host, overflowing -> {});
        SerialListener reader = new SerialListener(new NotingListener(alice, "", new ArrayDeque<>()), 1);
        session.reader().attach(reader);
        session.queue().append(new QueuedMessage(Member.message("/a", 1)), new LogId(2, 0));
        session.queue().goLive();
        RedisAttachment attachment = new RedisAttachment(context, log, session, reader);
        awake.set(false);
        Batch nothing = Member.get(attachment.read(0, 10, 1_000));
        assertThat(nothing.messages()).isEmpty();
        assertThat(nothing.last()).isEqualTo(7);
        awake.set(true);
        Batch batch = Member.get(attachment.read(0, 10, 1_000));
        assertThat(batch.messages()).hasSize(1);
        assertThat(batch.last()).isEqualTo(8);
    }
}
