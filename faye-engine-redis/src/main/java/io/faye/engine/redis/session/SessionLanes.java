package io.faye.engine.redis.session;

import io.faye.engine.redis.log.Operation;
import io.faye.engine.support.KeyedLanes;
import io.faye.protocol.ClientId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Processes the replies of each session in their order. */
public final class SessionLanes {

    private final KeyedLanes lanes;
    private final Map<ClientId, Integer> inLanes = new ConcurrentHashMap<>();

    public SessionLanes(Executor threads) {
        this.lanes = new KeyedLanes(threads);
    }

    /**
     * Goes on with a reply of one session on another thread, because it needs the replica's lock. Called on the thread
     * of the connection.
     */
    void execute(ClientId client, Operation<?> operation, Runnable task) {
        inLanes.merge(client, 1, Integer::sum);
        lanes.execute(client, () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                operation.fail(e);
            } finally {
                inLanes.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
            }
        });
    }

    /** Goes on with a reply of one session, after those before it. Called on the thread of the connection. */
    void inOrder(ClientId client, Operation<?> operation, Runnable task) {
        if (inLanes.containsKey(client)) {
            execute(client, operation, task);
        } else {
            task.run();
        }
    }
}
