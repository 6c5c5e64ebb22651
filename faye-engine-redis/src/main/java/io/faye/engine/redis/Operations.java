package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is under way, by number: entries of the log tell by it which operation wrote them. Each has a time limit. */
final class Operations {

    private static final String CLOSED = "The engine is closed";

    private final String node;
    private final Duration limit;
    private final ScheduledExecutorService scheduler;
    private final Map<Long, Operation<?>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean closed;

    Operations(String node, EngineContext context) {
        this.node = node;
        this.limit = context.operationTimeout();
        this.scheduler = context.scheduler();
    }

    /** {@return an origin for what no operation waits for} */
    Origin origin() {
        return new Origin(node, numbers.incrementAndGet());
    }

    /** {@return under which name the operation is known from now on} */
    Origin begin(Operation<?> operation) {
        Origin origin = origin();
        Future<?> timer = timer(operation);
        underWay.put(origin.operation(), operation);
        operation.stage().whenComplete((result, fault) -> {
            underWay.remove(origin.operation());
            if (timer != null) {
                timer.cancel(false);
            }
        });
        if (closed) {
            operation.fail(new EngineException(CLOSED));
        }
        return origin;
    }

    private @Nullable Future<?> timer(Operation<?> operation) {
        try {
            return scheduler.schedule(() -> expire(operation), limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            operation.fail(new EngineException(CLOSED));
            return null;
        }
    }

    private void expire(Operation<?> operation) {
        operation.fail(new EngineException(
                "The operation was not done within " + limit + "; Redis is away or slow, and the outcome is unknown"));
    }

    /** {@return the operation that wrote an entry, if it was one of ours that has not ended yet} */
    @Nullable
    Operation<?> find(Origin origin) {
        return isOurs(origin) ? underWay.get(origin.operation()) : null;
    }

    boolean isOurs(Origin origin) {
        return origin.node().equals(node);
    }

    String node() {
        return node;
    }

    void close() {
        closed = true;
        underWay.values().forEach(operation -> operation.fail(new EngineException(CLOSED)));
    }
}
