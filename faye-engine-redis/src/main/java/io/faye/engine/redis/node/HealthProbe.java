package io.faye.engine.redis.node;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Command;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.LogTrimmer;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.redis.session.SessionContext;
import io.faye.engine.redis.session.SessionLog;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Finds out whether publishes are accepted and arrive here, by an entry that this process writes and reads. */
final class HealthProbe {

    private final SessionContext context;
    private final SessionLog log;
    private final LogTrimmer trimmer;
    private final BooleanSupplier reading;
    private @Nullable Operation<Void> underWay;

    /**
     * Creates a probe.
     *
     * @param reading whether the log was read a moment ago
     */
    HealthProbe(SessionContext context, SessionLog log, LogTrimmer trimmer, BooleanSupplier reading) {
        this.context = context;
        this.log = log;
        this.trimmer = trimmer;
        this.reading = reading;
    }

    /** {@return completed when the entry was read; there is one entry at a time, however often this is called} */
    CompletionStage<Void> check() {
        Optional<EngineException> refusal = trimmer.refusal();
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(refusal.get());
        }
        if (!reading.getAsBoolean()) {
            return CompletableFuture.failedFuture(new EngineException(
                    "This process has not read the log in Redis for some seconds: no messages arrive here"));
        }
        Operation<Void> probe = new Operation<>(this);
        synchronized (this) {
            Operation<Void> known = underWay;
            if (known != null && !known.isDone()) {
                return known.stage();
            }
            underWay = probe;
        }
        return context.operations()
                .send(
                        probe,
                        Command.Urgency.URGENT,
                        origin -> Call.of("XADD", context.keys().log(), "*", "o", origin, "k", "probe")
                                .publishing(),
                        reply -> written(probe, LogId.parse(Replies.text(reply))));
    }

    private void written(Operation<Void> probe, LogId entry) {
        context.worker().execute(() -> log.whenReached(entry, probe::done));
    }
}
