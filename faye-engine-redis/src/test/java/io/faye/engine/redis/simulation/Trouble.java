package io.faye.engine.redis.simulation;

import io.faye.engine.EngineLimits;
import io.faye.engine.QueueLimits;
import io.faye.engine.redis.log.Retention;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What breaks in a run. */
enum Trouble {
    NOTHING,
    CONNECTIONS,
    PAUSES_OF_REDIS,
    PROCESSES_THAT_STAND_STILL,
    PROCESSES_THAT_DIE,
    RESTARTS,
    RESTARTS_WITHOUT_DATA,
    NEW_HISTORIES,
    FAILOVERS,
    ALL_BUT_LOSS,
    FULL_QUEUES,
    TRIMMED_LOGS,
    ALL;

    /** One thing that breaks at a moment. */
    enum Break {
        CONNECTION,
        PAUSE_OF_REDIS,
        STANDSTILL_OF_PROCESS,
        DEATH_OF_PROCESS,
        RESTART,
        RESTART_WITHOUT_DATA,
        FAILOVER,
        /** Redis has another history without a restart, as when a first replica comes. */
        NEW_HISTORY
    }

    /** {@return from what is chosen, as often as it is named} */
    List<Break> breaks() {
        return switch (this) {
            case NOTHING -> List.of();
            case CONNECTIONS -> List.of(Break.CONNECTION);
            case PAUSES_OF_REDIS -> List.of(Break.PAUSE_OF_REDIS);
            case PROCESSES_THAT_STAND_STILL -> List.of(Break.STANDSTILL_OF_PROCESS);
            case PROCESSES_THAT_DIE -> List.of(Break.DEATH_OF_PROCESS);
            case RESTARTS -> List.of(Break.RESTART);
            case RESTARTS_WITHOUT_DATA -> List.of(Break.RESTART_WITHOUT_DATA);
            case NEW_HISTORIES -> List.of(Break.NEW_HISTORY, Break.NEW_HISTORY, Break.CONNECTION);
            case FAILOVERS -> List.of(Break.FAILOVER);
            case ALL_BUT_LOSS ->
                List.of(
                        Break.CONNECTION,
                        Break.PAUSE_OF_REDIS,
                        Break.STANDSTILL_OF_PROCESS,
                        Break.DEATH_OF_PROCESS,
                        Break.RESTART);
            case FULL_QUEUES -> List.of(Break.CONNECTION, Break.DEATH_OF_PROCESS);
            case TRIMMED_LOGS -> List.of(Break.CONNECTION, Break.STANDSTILL_OF_PROCESS, Break.RESTART_WITHOUT_DATA);
            case ALL ->
                List.of(
                        Break.CONNECTION,
                        Break.PAUSE_OF_REDIS,
                        Break.STANDSTILL_OF_PROCESS,
                        Break.DEATH_OF_PROCESS,
                        Break.RESTART,
                        Break.RESTART_WITHOUT_DATA,
                        Break.FAILOVER);
        };
    }

    boolean losesData() {
        Set<Break> losing = EnumSet.of(Break.RESTART_WITHOUT_DATA, Break.FAILOVER);
        return breaks().stream().anyMatch(losing::contains);
    }

    /** {@return whether the engine may end a session, whose client would otherwise miss something without knowing} */
    boolean endsSessions() {
        return this == FULL_QUEUES || this == TRIMMED_LOGS;
    }

    EngineLimits limits() {
        return this == FULL_QUEUES
                ? EngineLimits.DEFAULT.withQueue(new QueueLimits(12, Long.MAX_VALUE, QueueLimits.Policy.END_SESSION))
                : EngineLimits.DEFAULT;
    }

    Retention retention() {
        Duration time = this == TRIMMED_LOGS ? Duration.ofSeconds(1) : Duration.ofMinutes(6);
        return new Retention(time, 1_000_000, 0);
    }
}
