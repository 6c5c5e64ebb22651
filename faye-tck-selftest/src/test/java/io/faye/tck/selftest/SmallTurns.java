package io.faye.tck.selftest;

import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.protocol.ClientId;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a {@link SmallEngine} works: one lock for everything, never held while the host is called. */
abstract class SmallTurns implements Subject {

    final NavigableMap<ClientId, SmallSession> sessions = new TreeMap<>(Comparator.comparing(this::key));

    EngineContext host;
    private volatile boolean closed;

    /** {@return by what a session is found} */
    String key(ClientId client) {
        return client.toString();
    }

    @Override
    public void open(EngineContext lent) {
        host = lent;
    }

    /** Makes a change under the lock, and afterwards does what follows from it. */
    final <T> CompletionStage<T> change(Function<Work, T> change) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        Work work = new Work();
        synchronized (this) {
            try {
                requireOpen();
                T result = change.apply(work);
                work.then(() -> stage.complete(result));
            } catch (EngineException e) {
                work.then(() -> stage.completeExceptionally(e));
            }
        }
        work.run();
        return stage;
    }

    private void requireOpen() {
        if (closed) {
            throw new EngineException("The engine is closed");
        }
    }

    /** The same, for one session. */
    final <T> CompletionStage<T> change(ClientId client, T unknown, BiFunction<SmallSession, Work, T> change) {
        return change(work -> {
            SmallSession session = alive(client);
            return session == null ? unknown : change.apply(session, work);
        });
    }

    /** The same, for what no listener is called about. */
    final <T> CompletionStage<T> look(ClientId client, T unknown, Function<SmallSession, T> look) {
        return change(client, unknown, (session, work) -> look.apply(session));
    }

    @Nullable
    SmallSession alive(ClientId client) {
        SmallSession session = sessions.get(client);
        return session != null && session.watch.isAlive() ? session : null;
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            sessions.clear();
        }
    }
}
