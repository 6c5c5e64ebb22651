package io.faye.server;

import io.faye.engine.MemoryBudget;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ClientId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The calls of services that are under way in this process, within their limits. The calls of one session are handled one at
 * a time, in order, so that a session keeps one thread at most. Safe for threads.
 */
final class ServiceCalls {

    private final ServiceLimits limits;
    private final Executor pool;
    private final MemoryBudget memory;
    private final Map<ClientId, Caller> callers = new HashMap<>();
    private int underWay;

    /** A session with calls under way. */
    private static final class Caller {

        private final Executor thread;
        private int calls;

        Caller(Executor thread) {
            this.thread = thread;
        }
    }

    /**
     * Creates an empty set of calls.
     *
     * @param pool its threads may be blocked
     * @param memory where calls are counted
     */
    ServiceCalls(ServiceLimits limits, Executor pool, MemoryBudget memory) {
        this.limits = limits;
        this.pool = pool;
        this.memory = memory;
    }

    ServiceLimits limits() {
        return limits;
    }

    /** Counts a call until {@link #ended}. {@return why it is refused and not counted, or empty} */
    synchronized Optional<BayeuxError> begin(ClientId client, long bytes) {
        if (underWay >= limits.maxCalls()) {
            return Optional.of(BayeuxError.unavailable("calls"));
        }
        Caller caller = callers.computeIfAbsent(client, id -> new Caller(ServerThreads.serial(pool)));
        if (caller.calls >= limits.maxCallsPerSession()) {
            return Optional.of(BayeuxError.tooMany("calls"));
        }
        underWay++;
        caller.calls++;
        memory.add(bytes);
        return Optional.empty();
    }

    /** Runs a task of a session that has calls under way after those given before. */
    void execute(ClientId client, Runnable task) {
        Caller caller;
        synchronized (this) {
            caller = callers.get(client);
        }
        if (caller != null) {
            caller.thread.execute(task);
        }
    }

    /** A call is answered, and its handler has returned. */
    synchronized void ended(ClientId client, long bytes) {
        underWay--;
        memory.release(bytes);
        Caller caller = callers.get(client);
        if (caller != null && --caller.calls == 0) {
            callers.remove(client);
        }
    }
}
