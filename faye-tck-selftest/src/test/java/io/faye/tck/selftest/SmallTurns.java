package io.faye.tck.selftest;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.protocol.ClientId;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a {@link SmallEngine} works: one lock for everything, never held while the host is told. */
abstract class SmallTurns implements Subject {

    private static final Logger LOG = LoggerFactory.getLogger(SmallTurns.class);

    final NavigableMap<ClientId, SmallSession> sessions = new TreeMap<>(Comparator.comparing(ClientId::toString));
    /** Those whose end is decided but not told yet: what they still publish comes behind it. */
    final Map<ClientId, SmallSession> ending = new ConcurrentHashMap<>();

    EngineContext host;
    private volatile boolean closed;

    @Override
    public void open(EngineContext lent) {
        host = lent;
    }

    /** Makes a change under the lock, and afterwards does what follows from it. */
    final <T> CompletionStage<T> change(Function<Work, T> change) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        Work work = new Work();
        synchronized (this) {
            if (closed) {
                work.then(() -> fail(stage));
            } else {
                T result = change.apply(work);
                work.then(() -> complete(stage, result));
            }
            work.queueUp();
        }
        work.run();
        return stage;
    }

    private <T> void complete(CompletableFuture<T> stage, T result) {
        if (closed) {
            failInFlight(stage);
        } else {
            stage.complete(result);
        }
    }

    void failInFlight(CompletableFuture<?> stage) {
        fail(stage);
    }

    private static void fail(CompletableFuture<?> stage) {
        stage.completeExceptionally(new EngineException("The engine is closed"));
    }

    /** The same, in the client's turn. */
    final <T> CompletionStage<T> change(ClientId client, T unknown, BiFunction<SmallSession, Work, T> change) {
        return change(work -> {
            SmallSession session = alive(client);
            if (session == null) {
                return unknown;
            }
            work.inTurnOf(session);
            return change.apply(session, work);
        });
    }

    /** For what nobody is told of. */
    final <T> CompletionStage<T> look(ClientId client, T unknown, Function<SmallSession, T> look) {
        return change(work -> {
            SmallSession session = alive(client);
            return session == null ? unknown : look.apply(session);
        });
    }

    final @Nullable SmallSession alive(ClientId client) {
        SmallSession session = sessions.get(client);
        return session != null && session.watch.isAlive() ? session : null;
    }

    /** Nobody is told any more once the engine is closed. */
    final void tell(Runnable call) {
        if (!closed) {
            guard(call);
        }
    }

    void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.debug("The host threw, which changes nothing here", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            sessions.clear();
        }
    }
}
