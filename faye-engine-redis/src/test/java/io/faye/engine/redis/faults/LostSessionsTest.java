package io.faye.engine.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.redis.RedisServer;
import io.faye.protocol.ChannelPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

@Timeout(180)
@DisplayName("When Redis comes back without its data")
class LostSessionsTest {

    private static final int SESSIONS = 100;
    private static final int SOME = 300;
    /** More than what a script can take as its own variables. */
    private static final int MANY_SUBSCRIPTIONS = 9_000;

    private static final int AT_ONCE = 300;

    private final Fleet fleet = new Fleet();
    private RedisServer redis;
    private Setup setup;
    private Peer owner;
    private Peer other;
    private Flood flood;
    private List<Subscriber> subscribers;

    @BeforeEach
    void start() {
        redis = fleet.has(RedisServer.start(List.of("--appendonly", "no")));
        setup = Setup.on(redis);
        owner = fleet.peer(setup);
        other = fleet.peer(setup);
        subscribers =
                Stream.generate(() -> owner.listener("/flood")).limit(SESSIONS).toList();
        flood = Flood.from(other, "/flood");
        flood.goesOnBy(SOME);
    }

    @AfterEach
    void close() {
        flood.stop();
        fleet.close();
    }

    private void loseData() {
        redis.kill();
        redis.restart();
    }

    /** Pings each session until it is answered, and notes for which the answer was that there is no such session. */
    private static Queue<Subscriber> unknown(Peer peer, List<Subscriber> subscribers) {
        Queue<Subscriber> unknown = new ConcurrentLinkedQueue<>();
        List<CompletionStage<Boolean>> pings = new ArrayList<>();
        subscribers.forEach(subscriber -> pings.add(peer.engine().ping(subscriber.id())));
        for (int i = 0; i < subscribers.size(); i++) {
            Subscriber subscriber = subscribers.get(i);
            CompletionStage<Boolean> first = pings.get(i);
            boolean lives = Await.get("ping", first.handle((answer, fault) -> fault != null)) //
                    ? Await.eventually("ping", () -> peer.engine().ping(subscriber.id()))
                    : Await.get("ping", first);
            if (!lives) {
                unknown.add(subscriber);
            }
        }
        return unknown;
    }

    @Test
    @DisplayName("no session is unknown to the process that owns it")
    void isKnownToItsOwner() {
        loseData();
        assertThat(unknown(owner, subscribers)).isEmpty();
    }

    @Test
    @DisplayName("no session is unknown to a process that does not own it")
    void isKnownToOthers() {
        loseData();
        assertThat(unknown(other, subscribers)).isEmpty();
    }

    @Test
    @DisplayName("what is accepted afterwards comes once and in order, also to clients that go to another process")
    void losesNothingAfterwards() {
        loseData();
        int before = flood.published();
        for (Subscriber subscriber : subscribers.subList(0, SESSIONS / 2)) {
            subscriber.comesTo(other);
        }
        flood.goesOnBy(SOME);
        for (Subscriber subscriber : subscribers.subList(0, SESSIONS / 4)) {
            subscriber.comesTo(owner);
        }
        flood.goesOnBy(SOME);
        for (Tally tally : Tally.of("Redis restarted without its data", flood, subscribers)) {
            assertThat(tally.twice()).as("What came twice: " + tally).isEmpty();
            assertThat(tally.late()).as("What came late: " + tally).isEmpty();
            assertThat(tally.lost()).as("What was lost: " + tally).allMatch(number -> number <= before);
        }
        assertThat(subscribers).noneMatch(Subscriber::hasEnded);
    }

    @Test
    @DisplayName("a session gets back thousands of subscriptions")
    void restoresManySubscriptions() {
        Subscriber subscriber = subscribers.get(0);
        List<ChannelPattern> patterns = IntStream.range(0, MANY_SUBSCRIPTIONS)
                .mapToObj(number -> ChannelPattern.of("/many/" + number))
                .toList();
        for (int i = 0; i < MANY_SUBSCRIPTIONS; i += AT_ONCE) {
            patterns.subList(i, i + AT_ONCE).stream()
                    .map(pattern -> owner.engine().subscribe(subscriber.id(), pattern))
                    .toList()
                    .forEach(each -> Await.get("subscribe", each));
        }
        Await.get("publish", other.publish("/many/8999", 0));
        Await.until("the owner has read all subscriptions", () -> subscriber.hasGot("/many/8999", 0));
        loseData();
        Await.until("all subscriptions are there again", () -> subscriptions(subscriber) == MANY_SUBSCRIPTIONS + 1);
        Await.eventually("publish", () -> other.publish("/many/8999", 1));
        Await.until("a message comes by the last of them", () -> subscriber.hasGot("/many/8999", 1));
    }

    private long subscriptions(Subscriber subscriber) {
        try (Jedis connection = redis.connect()) {
            return connection.scard("{" + setup.namespace() + "}:session:" + subscriber.id() + ":subscriptions");
        }
    }
}
