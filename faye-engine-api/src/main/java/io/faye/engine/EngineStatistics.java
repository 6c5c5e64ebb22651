package io.faye.engine;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the events of an engine that had their cause in this process, since the engine was created. Each event is counted once
 * in the service (rule EVT-1 of {@link Engine}), so the sums over all processes are exact: the sessions that began less
 * those that ended are the sessions that there are. Safe for any number of threads; the figures of one moment may be those
 * of neighbouring moments.
 */
public final class EngineStatistics {

    private final LongAdder sessionsBegun = new LongAdder();
    private final LongAdder sessionsEndedOnRequest = new LongAdder();
    private final LongAdder sessionsEndedByEngine = new LongAdder();
    private final LongAdder subscriptionsBegun = new LongAdder();
    private final LongAdder subscriptionsEnded = new LongAdder();

    EngineStatistics() {}

    /** {@return how many sessions began} */
    public long sessionsBegun() {
        return sessionsBegun.sum();
    }

    /** {@return how many sessions ended because a client, the application or the host asked for it} */
    public long sessionsEndedOnRequest() {
        return sessionsEndedOnRequest.sum();
    }

    /** {@return how many sessions the engine ended by itself: they expired, or their queues overflowed} */
    public long sessionsEndedByEngine() {
        return sessionsEndedByEngine.sum();
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

    void sessionEnded(EndCause cause) {
        (cause == EndCause.REQUEST ? sessionsEndedOnRequest : sessionsEndedByEngine).increment();
    }

    void subscriptionBegan() {
        subscriptionsBegun.increment();
    }

    void subscriptionEnded() {
        subscriptionsEnded.increment();
    }

    /** Who ended a session. */
    enum EndCause {
        /** {@link Engine#destroyClient} was called. */
        REQUEST,
        /** The engine told {@link EngineContext#clientEnded}. */
        ENGINE
    }
}
