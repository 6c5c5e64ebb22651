package io.faye.server.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which one session leaves this process: another process has attached it, it has ended, it moves to another
 * process, or the server stops. Used on the session's serial executor only, except where a method says otherwise.
 */
final class Leaving {

    private final ClientSession session;
    private final SessionContext context;
    private volatile @Nullable SessionListener superseded;
    private volatile @Nullable Departure departure;

    Leaving(ClientSession session, SessionContext context) {
        this.session = session;
        this.context = context;
    }

    /** {@return whether the session is on its way out, so that nothing is read any more} May be called from any thread. */
    boolean isUnderWay() {
        return departure != null;
    }

    /** A connect or a stream has come, or something was written. */
    void proceed() {
        Departure known = departure;
        if (known != null) {
            known.proceed();
        }
    }

    /** A connection of the session is closed: releases the session if none is left. */
    void connectionClosed() {
        Departure known = departure;
        if (known == null) {
            session.attachments().releaseIfUnused();
        } else {
            known.connectionClosed();
        }
    }

    /** {@return whether another process has attached the session, and this one does not know more yet} */
    boolean isMoving() {
        SessionListener listener = superseded;
        return listener != null && session.attachments().isNewest(listener);
    }

    /** Another process has attached the session: it gets the note of this one. Called on any thread. */
    String moved(SessionListener listener) {
        superseded = listener;
        String note = session.poll().note();
        session.execute(() -> {
            if (session.attachments().moved(listener)) {
                context.counts().sessionMoved();
                session.poll().held().answer(List.of());
                leaveStream(ClientConnection::moveSession);
            }
        });
        return note;
    }

    /** Answers held connects, and closes a stream instead, after the session has ended. */
    void ended() {
        HeldConnect waiting = session.poll().held().current();
        if (waiting != null
                && waiting.connection() == session.streamConnection()
                && waiting.connect().isAlone()) {
            session.poll().held().forget();
        }
        session.poll().held().answer(List.of());
        leaveStream(ClientConnection::endSession);
    }

    /** A session that was on its way out closes its stream as it would have. */
    private void leaveStream(Consumer<ClientConnection> closing) {
        Departure known = departure;
        if (known != null) {
            known.finish();
            return;
        }
        ClientConnection stream = session.endStream();
        if (stream != null) {
            closing.accept(stream);
        }
    }

    /** Moves the session to another process. Called on any thread. */
    CompletionStage<Void> moveAway(Duration pause) {
        CompletableFuture<Void> moved = new CompletableFuture<>();
        session.execute(() -> {
            if (departure == null && session.canMove()) {
                depart(pause, connection -> connection.moveAway(pause)).begin();
            }
            completeWith(moved);
        });
        return moved;
    }

    /** The server stops: the session goes on, elsewhere or later. Called on any thread. */
    CompletionStage<Void> goAway() {
        CompletableFuture<Void> released = new CompletableFuture<>();
        session.execute(() -> {
            Departure known = departure;
            (known == null ? depart(Duration.ZERO, ClientConnection::goAway) : known).hurry();
            completeWith(released);
        });
        return released;
    }

    private Departure depart(Duration pause, Consumer<ClientConnection> closing) {
        Departure made = new Departure(session, context, pause, closing);
        departure = made;
        return made;
    }

    private void completeWith(CompletableFuture<Void> stage) {
        Departure known = departure;
        if (known == null) {
            stage.complete(null);
        } else {
            known.done().thenRun(() -> stage.complete(null));
        }
    }
}
