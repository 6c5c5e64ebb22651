package io.faye.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the events of an engine that had their cause in this process, since the engine was created. Each event is counted once
 * in the service (rule EVT-1 of {@link Engine}), so the sums over all processes are exact: the sessions that began less
 * those that ended are the sessions that there are. Safe for any number of threads; the figures of one moment may be those
 * of neighbouring moments.
 */
public final class EngineStatistics {

    private final LongAdder sessionsBegun = new LongAdder();
    private final Map<EndReason, LongAdder> sessionsEnded = new EnumMap<>(EndReason.class);
    private final LongAdder subscriptionsBegun = new LongAdder();
    private final LongAdder subscriptionsEnded = new LongAdder();

    EngineStatistics() {
        for (EndReason reason : EndReason.values()) {
            sessionsEnded.put(reason, new LongAdder());
        }
    }

    /** {@return how many sessions began} */
    public long sessionsBegun() {
        return sessionsBegun.sum();
    }

    /**
     * {@return how many sessions ended for a reason}
     *
     * @param reason why
     */
    public long sessionsEnded(EndReason reason) {
        return count(reason).sum();
    }

    private LongAdder count(EndReason reason) {
        return Objects.requireNonNull(sessionsEnded.get(reason));
    }

    /** {@return how many subscriptions began} */
    public long subscriptionsBegun() {
        return subscriptionsBegun.sum();
    }

    /** {@return how many subscriptions ended, by request or with their sessions} */
    public long subscriptionsEnded() {
        return subscriptionsEnded.sum();
    }

    void sessionBegan() {
        sessionsBegun.increment();
    }

    void sessionEnded(EndReason reason) {
        count(reason).increment();
    }

    void subscriptionBegan() {
        subscriptionsBegun.increment();
    }

    void subscriptionEnded() {
        subscriptionsEnded.increment();
    }
}
