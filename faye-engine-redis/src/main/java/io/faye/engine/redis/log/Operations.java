package io.faye.engine.redis.log;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Redis;
import io.faye.engine.redis.client.RedisException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations that are in progress, by number: entries of the log name the operation that wrote them. */
public final class Operations {

    /** How long an operation whose answer was lost waits for its entry: the host got a fault long before. */
    private static final Duration DOUBT = Duration.ofMinutes(2);

    private final String node;
    private final PublishPacer pacer;
    private final InstantSource clock;
    private final Duration limit;
    private final long sendMillis;
    private final Executor completions;
    private final Map<Long, Operation<?>> inProgress = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong(Origin.ENGINE);
    private volatile boolean closed;

    /**
     * Creates an empty register.
     *
     * @param node this process' name
     * @param completions runs what the host does when an operation completes
     */
    public Operations(String node, Redis redis, EngineContext context, Executor completions) {
        this.node = node;
        this.pacer = new PublishPacer(redis::send);
        this.completions = completions;
        this.clock = context.clock();
        this.limit = context.operationTimeout();
        this.sendMillis = limit.minus(sweepInterval()).toMillis();
    }

    /** {@return how often {@link #sweep} has to be called} */
    public Duration sweepInterval() {
        return limit.dividedBy(8);
    }

    /** {@return the origin of what the engine does by itself} */
    public Origin ofEngine() {
        return new Origin(node, Origin.ENGINE);
    }

    /**
     * Begins an operation that is one call of Redis.
     *
     * @param call makes the call, given the operation's name in the log
     * @param reply gets the reply, on the thread of the connection
     */
    public <T> CompletionStage<T> send(
            Operation<T> operation, Command.Urgency urgency, Function<Origin, Call> call, Consumer<Object> reply) {
        Call begun = call.apply(begin(operation));
        BooleanSupplier wanted = () -> isWanted(operation);
        pacer.send(
                operation, new Command(begun, operation.orderingKey(), urgency, wanted, reply, operation::answerLost));
        return operation.stage();
    }

    /**
     * Sends the call of an operation that has begun; once more if the earlier one has changed nothing.
     *
     * @param holds whether what the call says is still true
     * @param again is run if that is not so when its turn comes
     */
    public void sendWhile(
            BooleanSupplier holds, Operation<?> operation, Call call, Consumer<Object> reply, Runnable again) {
        BooleanSupplier wanted = () -> isWanted(operation) && holds.getAsBoolean();
        Consumer<RuntimeException> fault = reason -> {
            if (holds.getAsBoolean() || !isWanted(operation) || RedisException.isOutcomeUnknown(reason)) {
                operation.answerLost(reason);
            } else {
                again.run();
            }
        };
        pacer.send(
                operation, new Command(call, operation.orderingKey(), Command.Urgency.PATIENT, wanted, reply, fault));
    }

    /** {@return the operation's name in the log} From now on it fails if it takes too long. */
    public Origin begin(Operation<?> operation) {
        Origin origin = new Origin(node, numbers.incrementAndGet());
        Long number = origin.operation();
        operation.begin(clock.millis(), completions, outcome -> {
            if (outcome == Operation.Outcome.FAULT || !operation.isKept() || operation.isEntryRead()) {
                forget(number);
            }
        });
        inProgress.put(number, operation);
        if (closed) {
            operation.fail(closed());
        }
        return origin;
    }

    private void forget(Long number) {
        Operation<?> known = inProgress.remove(number);
        if (known != null) {
            pacer.forgotten(known);
        }
    }

    private boolean isWanted(Operation<?> operation) {
        return !operation.isDone() && operation.ageMillis(clock.millis()) < sendMillis;
    }

    /** Fails operations that have taken too long, and forgets what nobody waits for. */
    public void sweep() {
        pacer.refuseUnsent();
        inProgress.forEach((number, operation) -> {
            long patience = operation.isLogged() && !operation.isDone() ? DOUBT.toMillis() : sendMillis;
            if (operation.ageMillis(clock.millis()) > patience) {
                operation.fail(new EngineException(
                        "Redis did not answer within " + limit + "; it is away or slow, and the outcome is unknown"));
                forget(number);
            }
        });
    }

    /** {@return the operation that wrote an entry which the tail has read, if it is one of this process and known} */
    public @Nullable Operation<?> entryRead(Origin origin) {
        if (!isOurs(origin)) {
            return null;
        }
        Operation<?> operation = inProgress.get(origin.operation());
        if (operation != null) {
            operation.entryRead();
            if (operation.isDone()) {
                forget(origin.operation());
            }
        }
        return operation;
    }

    public boolean isOurs(Origin origin) {
        return origin.node().equals(node);
    }

    public String node() {
        return node;
    }

    public boolean isClosed() {
        return closed;
    }

    public static EngineException closed() {
        return new EngineException("The engine is closed");
    }

    /** Fails all operations, those of later too. */
    public void close() {
        closed = true;
        pacer.close();
        inProgress.values().forEach(operation -> operation.fail(closed()));
    }
}
