package io.faye.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.EngineOptions;
import io.faye.engine.redis.client.Keys;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.Retention;
import io.faye.engine.redis.node.Node;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;

/**
 * Ten messages were queued in the old process, and some of them acknowledged. Whatever Redis has lost of that, the next
 * message has the eleventh position: a client that acknowledges the tenth has not seen it.
 */
@DisplayName(
        "When Redis loses data while a session goes to another process, that goes on at the position of the old one")
class LossDuringMoveTest {

    private static final int MESSAGES = 10;
    private static final int KEPT = 4;

    private final RedisServer forgetful = RedisServer.start(List.of("--appendonly", "no", "--save", ""));
    private final EngineOptions options = RedisTests.options(forgetful);
    private final TestHost host = new TestHost(Duration.ofSeconds(45));
    private final Peer here = new Peer("here");
    private final Peer there = new Peer("there");
    private final Queue<String> noted = new ConcurrentLinkedQueue<>();
    private final ClientId alice = ClientId.random(new SecureRandom());
    private Attachment attached;

    /** What Redis does not have any more when it comes back. */
    private enum Loss {
        ALL,
        MESSAGES_AND_CLAIMS
    }

    /** A process of the service whose connections do as they are told. */
    private final class Peer {

        final Keys keys = RedisTests.keys(options);
        final UnreliableRedis redis = new UnreliableRedis(RedisTests.client(options, Duration.ofSeconds(20)));
        final Node node;
        final RedisEngine engine;

        Peer(String name) {
            node = new Node(name, redis, keys, new Retention(Duration.ofMinutes(1), 1_000_000, 0), host);
            engine = new RedisEngine(node, keys);
        }

        CompletionStage<Optional<Attachment>> attach() {
            return engine.attach(alice, new NotingListener(alice, "", noted));
        }

        boolean hasSession() {
            return node.log().registry().get(alice) != null;
        }

        boolean answers() {
            return engine.health()
                    .toCompletableFuture()
                    .handle((done, fault) -> fault == null)
                    .join();
        }
    }

    private void begin(Loss loss) {
        begin();
        if (loss == Loss.MESSAGES_AND_CLAIMS) {
            save();
        }
        publish(1, MESSAGES);
        Member.get(attached.acknowledge(MESSAGES / 2));
    }

    private void begin() {
        Member.get(here.engine.createClient(alice, Map.of()));
        Member.get(here.engine.subscribe(alice, ChannelPattern.of("/a")));
        attached = Member.get(here.attach()).orElseThrow();
    }

    private void publish(int first, int last) {
        for (int number = first; number <= last; number++) {
            Member.get(here.engine.publish(Member.message("/a", number)));
        }
        Member.until("the messages have come", () -> read(attached).last() == last);
    }

    private void save() {
        try (Jedis connection = forgetful.connect()) {
            connection.save();
        }
    }

    @AfterEach
    void close() {
        here.redis.readsOn();
        here.engine.close();
        there.engine.close();
        host.close();
        forgetful.close();
    }

    private static Batch read(Attachment attachment) {
        return readAfter(attachment, 0);
    }

    private static Batch readAfter(Attachment attachment, long position) {
        return Member.get(attachment.read(position, Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    private void lose() {
        forgetful.kill();
        forgetful.restart();
    }

    private void expectNextMessage(Attachment attachment) {
        Member.until("publishes are accepted", there::answers);
        Member.get(there.engine.publish(Member.message("/a", "next")));
        Member.until("the message has come", () -> texts(read(attachment)).contains("\"next\""));
        assertThat(read(attachment).last()).isEqualTo(MESSAGES + 1);
    }

    private static List<String> texts(Batch batch) {
        return batch.messages().stream()
                .map(message -> message.data().orElse(Json.NULL).toString())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("if that has not read the claim")
    void claimWasNotRead(Loss loss) {
        begin(loss);
        here.redis.stopsReading();
        CompletionStage<Optional<Attachment>> attach = there.attach();
        Member.until("the session is claimed", there::hasSession);
        lose();
        here.redis.readsOn();
        Member.until("the old process has left", () -> noted.contains("moved " + alice));
        expectNextMessage(Member.get(attach).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("if Redis stands still until then, for longer than the old process has to hand over")
    void redisStoodStill(Loss loss) {
        begin(loss);
        here.redis.stopsReading();
        CompletionStage<Optional<Attachment>> attach = there.attach();
        Member.until("the session is claimed", there::hasSession);
        forgetful.pause();
        Attachment next = Member.get(attach).orElseThrow();
        lose();
        here.redis.readsOn();
        expectNextMessage(next);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("if its hand-over is lost")
    void handOverIsLost(Loss loss) {
        begin(loss);
        here.redis.refuses(Script.HANDOVER);
        CompletionStage<Optional<Attachment>> attach = there.attach();
        Member.until("the session is claimed", there::hasSession);
        Member.until("the old process has left", () -> noted.contains("moved " + alice));
        lose();
        expectNextMessage(Member.get(attach).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("if nobody knows any more that it was claimed")
    void attachIsLost(Loss loss) {
        begin(loss);
        there.redis.losesReplyTo(Script.ATTACH);
        CompletionStage<Optional<Attachment>> lost = there.attach();
        Member.until("the old process has left", () -> noted.contains("moved " + alice));
        assertThat(lost).failsWithin(Duration.ofSeconds(20));
        lose();
        Member.until("Redis is back", there::answers);
        expectNextMessage(Member.get(there.attach()).orElseThrow());
    }

    @Test
    @DisplayName("and what Redis has kept of its messages comes at their old positions, not at those of the lost ones")
    void messagesAreKeptInPart() {
        begin();
        publish(1, KEPT);
        save();
        publish(KEPT + 1, MESSAGES);
        Member.get(attached.acknowledge(1));
        lose();
        Member.until("Redis is back", there::answers);
        Attachment next = Member.get(there.attach()).orElseThrow();
        Member.until("the kept messages have come", () -> !read(next).isEmpty());
        Batch kept = read(next);
        assertThat(texts(kept)).containsExactly("2", "3", "4");
        assertThat(kept.last()).isEqualTo(KEPT);
        Member.get(there.engine.publish(Member.message("/a", "next")));
        Member.until("the message has come", () -> !readAfter(next, KEPT).isEmpty());
        assertThat(texts(readAfter(next, KEPT))).containsExactly("\"next\"");
        assertThat(readAfter(next, KEPT).last()).isEqualTo(MESSAGES + 1);
    }

    @Test
    @DisplayName("also if Redis has lost a subscription and got it again before that")
    void subscriptionIsLost() {
        begin();
        publish(1, MESSAGES);
        save();
        Member.get(here.engine.subscribe(alice, ChannelPattern.of("/b")));
        here.redis.stopsReading();
        lose();
        Member.until("Redis is back", there::answers);
        Member.get(there.engine.publish(Member.message("/b", "early")));
        Member.get(there.engine.subscribe(alice, ChannelPattern.of("/b")));
        Member.get(there.engine.publish(Member.message("/b", "next")));
        here.redis.readsOn();
        Member.until("the message has come", () -> texts(read(attached)).contains("\"next\""));
        long position = read(attached).last();
        Attachment next = Member.get(there.attach()).orElseThrow();
        Member.until("the message has come again", () -> texts(read(next)).contains("\"next\""));
        assertThat(read(next).last()).isEqualTo(position);
    }

    @Test
    @DisplayName("and gets a subscription back that Redis has lost")
    void subscriptionComesBack() {
        begin();
        publish(1, MESSAGES);
        save();
        Member.get(here.engine.subscribe(alice, ChannelPattern.of("/b")));
        Member.get(here.engine.publish(Member.message("/b", "before")));
        Member.until("the old process knows of it", () -> texts(read(attached)).contains("\"before\""));
        Member.get(attached.acknowledge(MESSAGES));
        lose();
        Member.until("it is put back", () -> subscribed(there) == 2);
        Attachment next = Member.get(there.attach()).orElseThrow();
        Member.get(there.engine.publish(Member.message("/b", "next")));
        Member.until("the message has come", () -> texts(read(next)).contains("\"next\""));
        assertThat(read(next).last()).isEqualTo(MESSAGES + 2);
    }

    /** {@return how many subscriptions there are, as one process says; -1 if it cannot say} */
    private int subscribed(Peer at) {
        return at.engine
                .subscriptions(alice)
                .toCompletableFuture()
                .handle((found, fault) ->
                        fault == null && found.isPresent() ? found.get().size() : -1)
                .join();
    }

    @Test
    @DisplayName("as soon as all processes have told what they know, however little time has passed")
    void allHaveReported() {
        begin();
        publish(1, MESSAGES);
        Member.get(attached.release(""));
        Member.until("both processes are known to live", () -> livingNodes() == 2);
        Member.get(there.engine.setAttribute(alice, "name", "value"));
        save();
        host.stopClock();
        lose();
        Member.until("Redis is back", there::answers);
        Attachment next = Member.get(there.attach()).orElseThrow();
        Member.until("the messages have come", () -> read(next).last() == MESSAGES);
        expectNextMessage(next);
    }

    private long livingNodes() {
        try (Jedis connection = forgetful.connect()) {
            return connection.zcard(here.keys.log().replace(":log", ":nodes"));
        }
    }

    @Test
    @DisplayName("if its release waited for Redis")
    void releaseWaited() {
        begin(Loss.MESSAGES_AND_CLAIMS);
        forgetful.kill();
        assertThat(here.engine.ping(alice)).as("a ping").failsWithin(Duration.ofSeconds(20));
        CompletionStage<Void> release = attached.release("");
        here.redis.refuses(Script.RESTORE);
        forgetful.restart();
        Member.get(release);
        Member.until("Redis is back", there::answers);
        expectNextMessage(Member.get(there.attach()).orElseThrow());
    }
}
