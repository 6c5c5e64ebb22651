package io.faye.engine.redis.faults;

import io.faye.engine.EngineOptions;
import io.faye.engine.redis.RedisTrio;
import io.faye.tck.Backend;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Redis that a sentinel knows")
class RedisSentinelSmokeTest extends Smoke {

    private static final int SOME = 200;

    private RedisTrio redis;

    /** A master that is back before the sentinel has noticed is still master. */
    @BeforeEach
    void start() {
        redis = fleet.has(RedisTrio.begin(2_000));
    }

    @Override
    Backend backend() {
        return redis;
    }

    @Override
    EngineOptions options() {
        return redis.options();
    }

    @Test
    @DisplayName("fails over to its replica: the service goes on by itself, and loses what no replica had at the most")
    void failsOver() {
        Setup setup = Setup.of(options());
        Peer first = fleet.peer(setup);
        Peer second = fleet.peer(setup);
        List<Subscriber> subscribers = List.of(first.listener("/flood"), second.listener("/flood"));
        Flood flood = Flood.from(first, "/flood");
        flood.goesOnBy(SOME);
        int before = flood.accepted().size();
        redis.failOver();
        int failed = flood.accepted().size();
        flood.goesOnBy(SOME);
        for (Tally tally : Tally.of("Failed over by a sentinel, without wait-replicas", flood, subscribers)) {
            Assertions.assertEquals(List.of(), tally.twice(), "What came twice");
            Assertions.assertTrue(tally.lost().size() <= failed - before, "Lost around the failover: " + tally);
        }
    }
}
