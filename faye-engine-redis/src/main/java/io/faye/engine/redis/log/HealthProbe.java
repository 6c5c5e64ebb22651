package io.faye.engine.redis.log;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Keys;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds out whether publishes are accepted and arrive here, by an entry that this process writes and reads. */
public final class HealthProbe {

    private final Operations operations;
    private final Keys keys;
    private final LogTrimmer trimmer;
    private @Nullable Probe underWay;

    /** An operation that is done when its entry was accepted and read. */
    private static final class Probe extends Operation<Void> {

        private volatile boolean accepted;

        Probe(Object lane) {
            super(lane);
        }

        void accepted() {
            accepted = true;
            if (isMet()) {
                done();
            }
        }

        @Override
        public void arrived() {
            if (accepted) {
                done();
            }
        }

        @Override
        public void fail(Throwable reason) {
            super.fail(
                    accepted
                            ? new EngineException("Redis accepts publishes, but they do not arrive here", reason)
                            : reason);
        }
    }

    public HealthProbe(Operations operations, Keys keys, LogTrimmer trimmer) {
        this.operations = operations;
        this.keys = keys;
        this.trimmer = trimmer;
    }

    /** {@return completed when the entry was read; there is one entry at a time, however often this is called} */
    public CompletionStage<Void> check() {
        Optional<EngineException> refusal = trimmer.refusal();
        return refusal.isPresent() ? CompletableFuture.failedFuture(refusal.get()) : probe();
    }

    private CompletionStage<Void> probe() {
        Probe begun = new Probe(this);
        synchronized (this) {
            Probe known = underWay;
            if (known != null && !known.isDone()) {
                return known.stage();
            }
            underWay = begun;
        }
        return operations.send(
                begun,
                Command.Urgency.URGENT,
                origin -> Call.of("XADD", keys.log(), "*", "o", origin, "k", "probe")
                        .publishing(),
                reply -> begun.accepted());
    }
}
