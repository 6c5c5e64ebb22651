package io.faye.engine.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Change;
import io.faye.engine.EngineListener;
import io.faye.engine.redis.RedisServer;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(180)
@DisplayName("While messages flow, connections to Redis")
class CutConnectionTest {

    private static final Logger LOG = LoggerFactory.getLogger(CutConnectionTest.class);
    private static final int CUTS = 10;
    private static final int BYTES = 50_000;
    private static final Duration FAST = Duration.ofNanos(200_000);

    private final Fleet fleet = new Fleet();
    private Relay relay;
    private Setup setup;

    @BeforeEach
    void start() {
        RedisServer redis = fleet.has(RedisServer.start());
        relay = fleet.has(new Relay(redis.port()));
        setup = Setup.on(redis);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    @DisplayName("break in the middle of pipelines, and of what is read: every accepted message arrives once, in order")
    void breakInTheMiddle() {
        long seed = System.nanoTime();
        LOG.info("Seed {}", seed);
        Random random = new Random(seed);
        Peer cut = fleet.peer(setup.through(relay.port()));
        Peer whole = fleet.peer(setup);
        List<Subscriber> subscribers = List.of(cut.listener("/flood"), whole.listener("/flood"));
        Flood flood = Flood.from(cut, "/flood", FAST);
        for (int i = 0; i < CUTS; i++) {
            flood.goesOnBy(100);
            int before = relay.cuts();
            relay.cutAfter(1 + random.nextInt(BYTES), i % 2 == 0 ? Relay.Way.TO_REDIS : Relay.Way.FROM_REDIS);
            Await.until("a connection is cut; seed " + seed, () -> relay.cuts() > before);
        }
        flood.goesOnBy(100);
        Tally.exact("Cut " + relay.cuts() + " times, seed " + seed, flood, subscribers);
    }

    @Test
    @DisplayName("break before an answer: the log answers instead, and each subscription is reported once")
    void breakBeforeAnAnswer() {
        Peer cut = fleet.peer(setup.through(relay.port()));
        ClientId client = Await.get("createClient", cut.client());
        Queue<String> reported = new ConcurrentLinkedQueue<>();
        cut.engine().addInlineListener(new EngineListener() {
            @Override
            public void subscribe(ClientId subscriber, ChannelPattern pattern) {
                reported.add(pattern.toString());
            }
        });
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < CUTS; i++) {
            String pattern = "/pattern/" + i;
            relay.cutAfter(1, Relay.Way.FROM_REDIS);
            assertThat(Await.get("subscribe", cut.engine().subscribe(client, ChannelPattern.of(pattern))))
                    .as(pattern)
                    .isEqualTo(Change.CHANGED);
            expected.add(pattern);
        }
        assertThat(reported).containsExactlyElementsOf(expected);
        assertThat(relay.cuts()).isGreaterThanOrEqualTo(CUTS - 1);
    }
}
