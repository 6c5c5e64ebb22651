package io.faye.engine.redis.faults;

import io.faye.engine.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
@DisplayName("While messages flow, Redis")
class RedisOutageTest {

    private static final int SOME = 200;
    /** So that publishes fail during an outage. */
    private static final Duration SOON = Duration.ofSeconds(4);

    private final Fleet fleet = new Fleet();
    private RedisServer redis;
    private Flood flood;
    private List<Subscriber> subscribers;

    @BeforeEach
    void start() {
        redis = fleet.has(RedisServer.start());
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private void flows(Setup setup) {
        Peer first = fleet.peer(setup);
        Peer second = fleet.peer(setup);
        subscribers = List.of(first.listener("/flood"), second.listener("/flood"), second.listener("/**"));
        flood = Flood.from(fleet.peer(setup.operationTimeout(SOON)), "/flood");
        flood.goesOnBy(SOME);
    }

    private void goesOnExactly(String what) {
        flood.goesOnBy(SOME);
        Tally.exact(what, flood, subscribers);
    }

    @Test
    @DisplayName("is restarted: every accepted message arrives once, in order")
    void isRestarted() {
        flows(Setup.on(redis));
        redis.stop();
        redis.restart();
        goesOnExactly("Redis restarted");
    }

    @Test
    @DisplayName("is killed and started again: every accepted message arrives once, in order")
    void isKilled() {
        flows(Setup.on(redis));
        redis.kill();
        redis.restart();
        goesOnExactly("Redis killed");
    }

    @Test
    @DisplayName("stands still for 3 seconds: every accepted message arrives once, in order")
    void standsStill() {
        standsStill(Duration.ofSeconds(3));
    }

    @Test
    @Tag("long")
    @DisplayName("stands still for 10 seconds: every accepted message arrives once, in order")
    void standsStillForLong() {
        standsStill(Duration.ofSeconds(10));
    }

    private void standsStill(Duration time) {
        flows(Setup.on(redis));
        redis.pause();
        Await.pass(time);
        redis.resume();
        goesOnExactly("Redis paused for " + time);
    }

    @Test
    @DisplayName("is away for longer than a session lives: no session has ended, and nothing is lost")
    void isAwayForLongerThanSessionsLive() {
        flows(Setup.on(redis).timeout(Duration.ofSeconds(2)));
        redis.stop();
        Await.pass(Duration.ofSeconds(5));
        redis.restart();
        goesOnExactly("Redis away for 5 s, sessions live for 4 s");
    }
}
