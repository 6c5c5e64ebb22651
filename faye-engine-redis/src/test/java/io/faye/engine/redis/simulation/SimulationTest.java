package io.faye.engine.redis.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Explores interleavings. A run is repeated with {@code -Dfaye.simulation.seed=...}, and
 * {@code -Dfaye.simulation.runs=...} says how many runs there are of each kind of trouble.
 */
@DisplayName("In simulated processes on a simulated Redis")
@Timeout(300)
class SimulationTest {

    private static final Logger LOG = LoggerFactory.getLogger(SimulationTest.class);
    private static final int RUNS = 40;
    private static final int MANY_RUNS = 2_000;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("the rules of sessions, queues and arrivals hold with trouble of each kind")
    void holdsInSomeInterleavings(Trouble trouble) {
        explore(trouble, Long.getLong("faye.simulation.seed", 1), Integer.getInteger("faye.simulation.runs", RUNS));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Tag("long")
    @Timeout(600)
    @DisplayName("the rules hold in other interleavings each time")
    void holdsInManyInterleavings(Trouble trouble) {
        long first =
                Long.getLong("faye.simulation.seed", ThreadLocalRandom.current().nextInt(1 << 30));
        explore(trouble, first, Integer.getInteger("faye.simulation.runs", MANY_RUNS));
    }

    @Test
    @DisplayName("a release that is under way when two failovers follow each other does not end a newer attachment")
    void keepsAnAttachmentThatIsNewerThanARelease() {
        explore(Trouble.FAILOVERS, 70161, 1);
    }

    @Test
    @DisplayName(
            "two failovers lose a session and a subscription of it, and all processes count the same messages again")
    void tellsTheLogOfSubscriptionsThatItsOwnProcessHasLost() {
        explore(Trouble.FAILOVERS, 403390, 1);
    }

    @Test
    @DisplayName("a session that was just claimed goes on when Redis loses its data twice within a second")
    void restoresWhatWasLeftAfterEachLoss() {
        explore(Trouble.RESTARTS_WITHOUT_DATA, 1201391, 1);
    }

    @Test
    @DisplayName("a session that missed trimmed messages ends, also if another process claims it before that")
    void doesNotHandOverAsIfNothingWereMissed() {
        explore(Trouble.TRIMMED_LOGS, 2200289, 1);
    }

    @Test
    @DisplayName("a restart with data loses nothing of what a process knows and has not read yet")
    void keepsWhatIsAheadOfTheTail() {
        explore(Trouble.ALL, 500184, 1);
    }

    private static void explore(Trouble trouble, long firstSeed, int runs) {
        long start = System.nanoTime();
        Exploration exploration = Exploration.of(trouble).run(firstSeed, runs);
        LOG.info("{} in {} ms", exploration.figures(), (System.nanoTime() - start) / 1_000_000);
        assertThat(exploration.describe()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("a seed always takes the same way")
    void isRepeatable(Trouble trouble) {
        try (LuaScripts scripts = new LuaScripts()) {
            for (int seed = 1; seed <= 2; seed++) {
                long first = Simulation.run(seed, trouble, scripts).digest();
                Simulation.run(seed + 100, trouble, scripts);
                assertThat(Simulation.run(seed, trouble, scripts).digest()).isEqualTo(first);
            }
        }
    }
}
