package io.faye.engine.redis.simulation;

import java.time.Duration;
import java.util.Random;

/** Breaks something from time to time. */
final class Troublemaker extends Actor {

    private static final int LONGEST_PEACE_MILLIS = 1_500;
    private static final int LONGEST_OUTAGE_MILLIS = 5_000;
    private static final int LONGEST_STANDSTILL_MILLIS = 8_000;
    private static final int HOUR_MILLIS = 3_600_000;

    private final Trouble trouble;
    private final Simulation simulation;
    private final Random random;
    private int left;
    private long nextAt;

    Troublemaker(Trouble trouble, Simulation simulation) {
        super("trouble", new Machine("world"));
        this.trouble = trouble;
        this.simulation = simulation;
        this.random = simulation.random();
        this.left = trouble.breaks().isEmpty() ? 0 : 1 + random.nextInt(3);
        waitForNext();
    }

    private void waitForNext() {
        nextAt = simulation.scheduler().millis() + upTo(LONGEST_PEACE_MILLIS).toMillis();
    }

    /** Breaks nothing any more. */
    void stop() {
        left = 0;
    }

    @Override
    long readyAt() {
        return left > 0 ? Math.max(nextAt, simulation.server().upAt()) : NEVER;
    }

    @Override
    void act() {
        left--;
        waitForNext();
        Trouble.Break next =
                trouble.breaks().get(random.nextInt(trouble.breaks().size()));
        simulation.scheduler().note("breaks: " + next);
        bring(next);
    }

    private void bring(Trouble.Break what) {
        SimulatedServer server = simulation.server();
        switch (what) {
            case CONNECTION -> simulation.anyProcess().cutConnections();
            case PAUSE_OF_REDIS -> server.pause(upTo(LONGEST_OUTAGE_MILLIS));
            case STANDSTILL_OF_PROCESS ->
                simulation.standStill(simulation.anyProcess(), upTo(LONGEST_STANDSTILL_MILLIS));
            case DEATH_OF_PROCESS -> simulation.replaceProcess();
            case RESTART -> server.restart(upTo(LONGEST_OUTAGE_MILLIS));
            case NEW_HISTORY -> server.beginHistory();
            case RESTART_WITHOUT_DATA -> {
                simulation.dataLost();
                server.restartEmpty(upTo(LONGEST_OUTAGE_MILLIS));
            }
            case FAILOVER -> {
                simulation.dataLost();
                server.failOver(upTo(LONGEST_OUTAGE_MILLIS), clockDifference());
            }
        }
    }

    private Duration clockDifference() {
        return Duration.ofMillis(random.nextInt(3) == 0 ? -HOUR_MILLIS : random.nextInt(200) - 100);
    }

    /** Short times as often as long ones. */
    private Duration upTo(int longestMillis) {
        return Duration.ofMillis(random.nextInt(Math.max(2, longestMillis >> 2 * random.nextInt(5))));
    }
}
