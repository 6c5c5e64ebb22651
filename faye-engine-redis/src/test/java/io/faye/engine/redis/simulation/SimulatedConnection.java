package io.faye.engine.redis.simulation;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.RedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A connection whose calls wait for the reply; meanwhile others go on. A call that would block returns nothing. */
final class SimulatedConnection implements RedisConnection {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SimulatedServer server;
    private final Scheduler scheduler;
    private boolean broken;

    SimulatedConnection(SimulatedServer server, Scheduler scheduler) {
        this.server = server;
        this.scheduler = scheduler;
        server.whenStopped(this::close);
        requireOpen();
    }

    @Override
    public List<Object> execute(List<Call> calls) {
        List<Object> replies = new ArrayList<>();
        for (Call call : calls) {
            scheduler.interleave();
            scheduler.run(() -> !isStill(), PATIENCE);
            requireOpen();
            replies.add(server.run(call));
        }
        scheduler.interleave();
        requireOpen();
        return replies;
    }

    private boolean isStill() {
        return server.machine().frozenUntil() > scheduler.millis();
    }

    private void requireOpen() {
        if (broken || !server.isUp() || isStill()) {
            throw new EngineException("The simulated connection broke");
        }
    }

    @Override
    public void close() {
        broken = true;
    }
}
