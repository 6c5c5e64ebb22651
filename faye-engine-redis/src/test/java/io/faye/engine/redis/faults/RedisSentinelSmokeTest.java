package io.faye.engine.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.EngineOptions;
import io.faye.engine.redis.RedisTrio;
import io.faye.tck.Backend;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Redis that a sentinel knows")
class RedisSentinelSmokeTest extends Smoke {

    private static final int SOME = 200;

    private RedisTrio redis;

    @BeforeEach
    void start() {
        redis = fleet.has(RedisTrio.begin());
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
        int failed = flood.published();
        flood.goesOnBy(SOME);
        List<Tally> tallies = Tally.of("Failed over by a sentinel, without wait-replicas", flood, subscribers);
        Set<Integer> lacking = new TreeSet<>(flood.accepted());
        lacking.removeAll(setup.logged(redis.replica()));
        for (Tally tally : tallies) {
            assertThat(tally.twice()).as("What came twice").isEmpty();
            assertThat(lacking).as("What the new log lacks").containsAll(tally.lost());
            assertThat(tally.lost())
                    .as("Published around the failover")
                    .allMatch(number -> before < number && number <= failed);
        }
    }
}
