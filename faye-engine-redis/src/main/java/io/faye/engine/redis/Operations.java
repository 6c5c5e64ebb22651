package io.faye.engine.redis;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The operations that are in progress, by number: entries of the log name the operation that wrote them. */
final class Operations {

    private static final String CLOSED = "The engine is closed";
    /** How long an operation whose answer was lost waits for its entry: the host was told of a fault long before. */
    private static final Duration DOUBT = Duration.ofMinutes(2);

    private final String node;
    private final Duration limit;
    private final long sendNanos;
    private final Map<Long, Operation<?>> inProgress = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong(Origin.ENGINE);
    private volatile boolean closed;

    Operations(String node, EngineContext context) {
        this.node = node;
        this.limit = context.operationTimeout();
        this.sendNanos = limit.minus(sweepInterval()).toNanos();
    }

    /** {@return how often {@link #sweep} has to be called} */
    Duration sweepInterval() {
        return limit.dividedBy(8);
    }

    /** {@return the origin of what the engine does by itself} */
    Origin ofEngine() {
        return new Origin(node, Origin.ENGINE);
    }

    /** {@return the origin by which the log names the operation from now on} */
    Origin begin(Operation<?> operation) {
        Origin origin = new Origin(node, numbers.incrementAndGet());
        Long number = origin.operation();
        inProgress.put(number, operation);
        operation.stage().whenComplete((result, fault) -> {
            if (fault != null || !operation.isKept() || operation.isMet()) {
                inProgress.remove(number);
            }
        });
        if (closed) {
            operation.fail(new EngineException(CLOSED));
        }
        return origin;
    }

    /** {@return whether the operation is to be sent to Redis, if it was not sent yet} */
    boolean isWanted(Operation<?> operation) {
        return !operation.isDone() && operation.ageNanos() < sendNanos;
    }

    /** Fails operations that have taken too long, and forgets what nobody waits for. */
    void sweep() {
        inProgress.forEach((number, operation) -> {
            long patience = operation.isLogged() && !operation.isDone() ? DOUBT.toNanos() : sendNanos;
            if (operation.ageNanos() > patience) {
                operation.fail(new EngineException(
                        "Redis did not answer within " + limit + "; it is away or slow, and the outcome is unknown"));
                inProgress.remove(number);
            }
        });
    }

    /** {@return the operation that wrote an entry which the tail has read, if it is one of this process and known} */
    @Nullable
    Operation<?> meet(Origin origin) {
        if (!isOurs(origin)) {
            return null;
        }
        Operation<?> operation = inProgress.get(origin.operation());
        if (operation != null) {
            operation.meet();
            if (operation.isDone()) {
                inProgress.remove(origin.operation());
            }
        }
        return operation;
    }

    boolean isOurs(Origin origin) {
        return origin.node().equals(node);
    }

    String node() {
        return node;
    }

    void close() {
        closed = true;
        inProgress.values().forEach(operation -> operation.fail(new EngineException(CLOSED)));
    }
}
