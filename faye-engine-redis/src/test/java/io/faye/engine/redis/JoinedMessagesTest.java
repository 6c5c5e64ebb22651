package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.EngineOptions;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Messages that are published while Redis is busy")
class JoinedMessagesTest {

    private static final int MESSAGES = 300;
    private static final int FEW = 20;
    private static final int READ = 123;

    private final RedisServer redis = RedisServer.start();
    private final EngineOptions options = RedisTests.options(redis);
    private final Member here = new Member(options);
    private final Member there = new Member(options);
    private final ClientId alice = here.client();
    private final Commands commands = new Commands(redis);

    @BeforeEach
    void publishTogether() {
        here.subscribe(alice, "/a");
        here.attach(alice);
        redis.pause();
        List<CompletionStage<Boolean>> published = IntStream.range(0, MESSAGES)
                .mapToObj(i -> there.engine.publish(Member.message("/a", i)))
                .toList();
        redis.resume();
        published.forEach(Member::get);
        Member.until("all have come", () -> here.waiting(alice).size() == MESSAGES);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        redis.close();
    }

    private static List<String> numbers(int from) {
        return IntStream.range(from, MESSAGES).mapToObj(String::valueOf).toList();
    }

    @Test
    @DisplayName("go into few entries of the log, and come once each, in their order")
    void areJoined() {
        assertThat(commands.since("xadd")).isLessThan(FEW);
        assertThat(here.waiting(alice)).isEqualTo(numbers(0));
    }

    @Test
    @DisplayName("keep their positions when a client that has some of them goes to another process")
    void keepPositions() {
        Attachment first = here.attach(alice);
        Batch batch = Member.get(first.read(0, READ, Integer.MAX_VALUE));
        Member.get(first.acknowledge(batch.last()));
        there.attach(alice);
        Member.until("the rest has come there", () -> there.waiting(alice).size() >= MESSAGES - READ);
        assertThat(there.waiting(alice)).isEqualTo(numbers(READ));
    }

    @Test
    @DisplayName("keep their positions when a process that starts later takes such a client over")
    void keepPositionsInRedis() {
        Attachment first = here.attach(alice);
        Batch batch = Member.get(first.read(0, READ, Integer.MAX_VALUE));
        Member.get(first.acknowledge(batch.last()));
        here.close();
        try (Member later = new Member(options)) {
            later.attach(alice);
            Member.until("the rest has come there", () -> later.waiting(alice).size() >= MESSAGES - READ);
            assertThat(later.waiting(alice)).isEqualTo(numbers(READ));
        }
    }
}
