package io.faye.engine.memory;

import io.faye.engine.EngineException;
import io.faye.engine.support.Reports;
import io.faye.protocol.ClientId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Turns what an operation does into a stage: completed when it returns, unless it waits for the session's lane. */
final class Calls {

    private final Sessions sessions;
    private final Reports reports;

    Calls(Sessions sessions, Reports reports) {
        this.sessions = sessions;
        this.reports = reports;
    }

    <T> CompletionStage<T> atOnce(Supplier<T> operation) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        complete(stage, operation);
        return stage;
    }

    /** For what reports no event and therefore need not wait for the events before it. */
    <T> CompletionStage<T> atOnce(ClientId client, T unknown, Function<Session, T> operation) {
        return atOnce(() -> {
            Session session = sessions.alive(client);
            return session == null ? unknown : operation.apply(session);
        });
    }

    CompletionStage<Void> atOnce(ClientId client, Consumer<Session> operation) {
        return atOnce(() -> {
            Session session = sessions.alive(client);
            if (session != null) {
                operation.accept(session);
            }
            return null;
        });
    }

    <T> CompletionStage<T> inLane(Session session, Function<Session, T> operation) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        session.inLane(() -> complete(stage, () -> operation.apply(session)));
        return stage;
    }

    /** Asks also in the lane whether the session has ended: what ended it may have been before in the lane. */
    <T> CompletionStage<T> inLane(ClientId client, T unknown, Function<Session, T> operation) {
        Session found = sessions.alive(client);
        return found == null
                ? atOnce(() -> unknown)
                : inLane(found, session -> session.hasEnded() ? unknown : operation.apply(session));
    }

    /** Asks again at the end: what was closed meanwhile perhaps was not reported, and must not claim success. */
    private <T> void complete(CompletableFuture<T> stage, Supplier<T> operation) {
        try {
            requireOpen();
            T result = operation.get();
            requireOpen();
            stage.complete(result);
        } catch (EngineException e) {
            stage.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            stage.completeExceptionally(new EngineException("The operation failed", e));
        }
    }

    private void requireOpen() {
        if (reports.isClosed()) {
            throw new EngineException("The engine is closed");
        }
    }
}
