package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.EngineLimits;
import io.faye.engine.EngineOptions;
import io.faye.engine.QueueLimits;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.Retention;
import io.faye.engine.redis.node.Node;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What needs replies that come late or never. */
@DisplayName("A session that goes from process to process")
class TakeoverTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(45);

    private final EngineOptions options = RedisTests.options(RedisTests.shared());
    private final Keys keys = RedisTests.keys(options);
    private final TestHost host = new TestHost(TIMEOUT);
    private final UnreliableRedis redis = new UnreliableRedis(RedisTests.client(options, Duration.ofSeconds(20)));
    private final RedisEngine here = new RedisEngine(
            new Node("here", redis, keys, new Retention(Duration.ofMinutes(1), 1_000_000, 0), host), keys);
    private final Member there = new Member(options);
    private final Queue<String> noted = new ConcurrentLinkedQueue<>();
    private final ClientId alice = ClientId.random(new SecureRandom());

    @BeforeEach
    void begin() {
        Member.get(here.createClient(alice, Map.of("role", "guest")));
        there.subscribe(alice, "/a");
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        host.close();
    }

    private CompletableFuture<Optional<Attachment>> attachHere() {
        return here.attach(alice, new NotingListener(alice, "", noted)).toCompletableFuture();
    }

    private static List<String> read(Attachment attachment) {
        Batch batch = Member.get(attachment.read(0, Integer.MAX_VALUE, Integer.MAX_VALUE));
        return batch.messages().stream()
                .map(message -> message.data().orElse(Json.NULL).toString())
                .toList();
    }

    private long logged(String kind) {
        try (Jedis connection = RedisTests.shared().connect()) {
            return connection.xrange(keys.log(), "-", "+").stream()
                    .filter(entry -> kind.equals(entry.getFields().get("k")))
                    .count();
        }
    }

    @Test
    @DisplayName(
            "is no unknown session if another process claims it before the attach is answered, and moves after that")
    void isClaimedBeforeItsAnswer() {
        there.attach(alice);
        redis.holdsRepliesTo(Script.ATTACH);
        CompletableFuture<Optional<Attachment>> attach = attachHere();
        Member.until("the attach is done", () -> redis.holdsReplyTo(Script.ATTACH));
        there.attach(alice);
        there.publish("/a", 1);
        // A thread that waits for a future helps to run what depends on it, in any order.
        CompletableFuture<Void> answered = attach.thenRun(() -> noted.add("answered"));
        redis.letsGo(Script.ATTACH);
        Member.get(answered);
        assertThat(attach.join()).isPresent();
        Member.until("it is told of the move", () -> noted.contains("moved " + alice));
        assertThat(noted).containsExactly("answered", "moved " + alice);
    }

    @Test
    @DisplayName("is attached though much of the log passes before the answer")
    void isAnsweredLate() {
        there.attach(alice);
        redis.holdsRepliesTo(Script.ATTACH);
        CompletableFuture<Optional<Attachment>> attach = attachHere();
        Member.until("the attach is done", () -> redis.holdsReplyTo(Script.ATTACH));
        String large = "x".repeat(1 << 20);
        for (int i = 0; i < 20; i++) {
            there.publish("/b", large);
        }
        there.publish("/a", 1);
        redis.letsGo(Script.ATTACH);
        Attachment attached = Member.get(attach).orElseThrow();
        Member.until("the message comes", () -> read(attached).equals(List.of("1")));
    }

    @Test
    @DisplayName("is read in the end although it goes on sooner than a predecessor that does not hand it over has to")
    void goesOnWithoutAHandOver() throws Exception {
        Member.get(attachHere());
        redis.refuses(Script.HANDOVER);
        there.publish("/a", 1);
        try (Member third = new Member(options)) {
            List<String> read = List.of();
            for (int hop = 0; hop < 100 && read.isEmpty(); hop++) {
                read = readSoon(hop % 2 == 0 ? there : third);
            }
            assertThat(read).containsExactly("1");
        }
    }

    /** {@return what a client reads that waits for less than the time in which a predecessor hands over} */
    private List<String> readSoon(Member member) throws Exception {
        CompletableFuture<Optional<Attachment>> attach = member.engine
                .attach(alice, new NotingListener(alice, "", noted))
                .toCompletableFuture();
        try {
            return read(attach.get(300, TimeUnit.MILLISECONDS).orElseThrow());
        } catch (TimeoutException e) {
            return List.of();
        }
    }

    @Test
    @DisplayName("is not answered for by the process that has released it, though that does not know")
    void isReleasedWithoutAReply() {
        Attachment attached = Member.get(attachHere()).orElseThrow();
        redis.losesReplyTo(Script.RELEASE);
        assertThat(attached.release("")).failsWithin(Duration.ofSeconds(20));
        there.attach(alice);
        assertThat(Member.get(there.engine.setAttribute(alice, "role", "admin")))
                .isEqualTo(Change.CHANGED);
        assertThat(Member.get(here.attributes(alice))).contains(Map.of("role", "admin"));
    }

    @Test
    @DisplayName("is released in the end, though the first release was not done")
    void isReleasedAgain() {
        Attachment attached = Member.get(attachHere()).orElseThrow();
        redis.refuses(Script.RELEASE);
        assertThat(attached.release("note")).failsWithin(Duration.ofSeconds(20));
        long claims = logged("claim");
        Member.until("it is nobody's", () -> {
            try (Jedis connection = RedisTests.shared().connect()) {
                return connection.hget(keys.of(alice).get(3), "owner").isEmpty();
            }
        });
        Attachment elsewhere = there.attach(alice);
        assertThat(elsewhere.note()).contains("note");
        assertThat(logged("claim")).isEqualTo(claims);
    }

    @Test
    @DisplayName("acknowledges here again when a release was not done and the session was attached again")
    void acknowledgesAfterAFailedRelease() {
        Attachment first = Member.get(attachHere()).orElseThrow();
        redis.refuses(Script.RELEASE);
        assertThat(first.release("")).failsWithin(Duration.ofSeconds(20));
        Attachment second = Member.get(attachHere()).orElseThrow();
        there.publish("/a", 1);
        Member.until("the message comes", () -> read(second).equals(List.of("1")));
        long before = logged("acknowledge");
        Member.get(second.acknowledge(1));
        assertThat(logged("acknowledge")).isEqualTo(before);
        assertThat(read(second)).isEmpty();
    }

    @Test
    @DisplayName("ends if its queue is full while it is filled, whichever read of the log fails meanwhile")
    void overflowsWhileItIsFilled() {
        int reads = 8;
        List<ClientId> clients = Stream.generate(there::client).limit(reads).toList();
        clients.forEach(client -> there.subscribe(client, "/a"));
        clients.forEach(client -> Member.get(there.attach(client).release("")));
        IntStream.range(0, 2_500)
                .mapToObj(number -> there.engine.publish(Member.message("/a", number)))
                .toList()
                .forEach(Member::get);
        EngineLimits small =
                EngineLimits.DEFAULT.withQueue(new QueueLimits(100, Long.MAX_VALUE, QueueLimits.Policy.END_SESSION));
        TestHost other = new TestHost(TIMEOUT, small);
        UnreliableRedis late = new UnreliableRedis(RedisTests.client(options, Duration.ofSeconds(20)));
        RedisEngine fresh = new RedisEngine(
                new Node("fresh", late, keys, new Retention(Duration.ofMinutes(1), 1_000_000, 0), other), keys);
        for (int read = 0; read < reads; read++) {
            late.failsScanAfter(read);
            ClientId client = clients.get(read);
            fresh.attach(client, new NotingListener(client, "", noted));
            Member.until("it is told of the end", () -> noted.contains("ended " + client));
            assertThat(there.exists(client)).isFalse();
        }
        fresh.close();
        other.close();
    }
}
