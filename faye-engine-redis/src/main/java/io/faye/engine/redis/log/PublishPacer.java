package io.faye.engine.redis.log;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Command;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends operations to Redis, but holds back heavy publishes while the tail of this process has much to deliver. So a message
 * for few sessions waits in the log after little, whatever is published to many. Operations with the same ordering key keep their
 * order. Safe for threads; publishes that are not heavy need no lock while nothing is held back.
 */
final class PublishPacer {

    /** A lighter publish is sent at once: to read its entry costs the tail as much as to deliver it. */
    private static final int HEAVY = 17;
    /** What the tail delivers in some 20 ms. A heavier publish goes alone. */
    private static final int MOST_AHEAD = 20_000;
    /** As many operations as may wait for Redis itself. */
    private static final int MOST_HELD = 20_000;

    private final Consumer<Command> redis;
    private final Deque<Held> held = new ArrayDeque<>();
    /** Ordering keys of which something is held back, and how much. */
    private final Map<Object, Integer> orderingKeys = new HashMap<>();
    /** The weight of what was sent and not delivered yet. */
    private long ahead;

    private boolean sending;
    private volatile boolean holds;

    private record Held(Operation<?> operation, Command command) {}

    /**
     * Creates a pacer.
     *
     * @param redis sends a command, at once or when its turn comes
     */
    PublishPacer(Consumer<Command> redis) {
        this.redis = redis;
    }

    private static boolean isHeavy(Operation<?> operation) {
        return operation.weight() >= HEAVY;
    }

    /** Sends an operation's command, now or when the tail has caught up. */
    void send(Operation<?> operation, Command command) {
        if (holds || isHeavy(operation)) {
            sendInTurn(operation, command);
        } else {
            redis.accept(command);
        }
    }

    private synchronized void sendInTurn(Operation<?> operation, Command command) {
        boolean waits = isHeavy(operation)
                ? !held.isEmpty() || !fits(operation)
                : orderingKeys.containsKey(command.orderingKey());
        if (!waits) {
            pass(operation, command);
        } else if (held.size() == MOST_HELD) {
            command.fault().accept(new EngineException("Too many messages for many sessions wait to be published"));
        } else {
            held.addLast(new Held(operation, command));
            orderingKeys.merge(command.orderingKey(), 1, Integer::sum);
            holds = true;
        }
    }

    private boolean fits(Operation<?> operation) {
        return ahead == 0 || ahead + operation.weight() <= MOST_AHEAD;
    }

    private void pass(Operation<?> operation, Command command) {
        if (isHeavy(operation)) {
            operation.countWeight();
            ahead += operation.weight();
        }
        redis.accept(command);
    }

    /** The tail has applied what the operation wrote, or that is not known and nobody waits for it. */
    void forgotten(Operation<?> operation) {
        if (isHeavy(operation)) {
            deduct(operation);
        }
    }

    private synchronized void deduct(Operation<?> operation) {
        if (operation.discountWeight()) {
            ahead -= operation.weight();
            sendHeld();
        }
    }

    /** A command that cannot be sent fails at once, and then its operation is forgotten in here. */
    private void sendHeld() {
        if (sending) {
            return;
        }
        sending = true;
        while (!held.isEmpty() && fits(held.getFirst().operation())) {
            Held next = held.removeFirst();
            leave(next);
            if (!next.operation().isDone()) {
                pass(next.operation(), next.command());
            }
        }
        sending = false;
        holds = !held.isEmpty();
    }

    private void leave(Held left) {
        orderingKeys.computeIfPresent(
                left.command().orderingKey(), (orderingKey, count) -> count == 1 ? null : count - 1);
    }

    /** Fails what is held back and not wanted any more. */
    void refuseUnsent() {
        EngineException reason =
                new EngineException("Too much is published to many sessions: the operation was not begun in time");
        takeUnwanted().forEach(each -> each.command().fault().accept(reason));
    }

    /** Sends nothing that is held back. */
    synchronized void close() {
        held.clear();
        orderingKeys.clear();
    }

    private synchronized List<Held> takeUnwanted() {
        List<Held> unwanted = new ArrayList<>();
        held.removeIf(each -> {
            boolean taken = !each.command().wanted().getAsBoolean();
            if (taken) {
                leave(each);
                unwanted.add(each);
            }
            return taken;
        });
        holds = !held.isEmpty();
        return unwanted;
    }
}
