package io.faye.server.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of one session out of this process, while the session itself goes on. Nothing more is read. The held connect is
 * answered, and what was sent is written, so that the position that the next process begins at is exact. Then the stream is
 * closed and the session is released. Used on the session's serial executor only, except {@link #done}.
 */
final class Departure {

    /** A client that takes nothing of what was sent to it delays its session no longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** How long a stream's next connect is waited for, if none is held: clients send one after the other. */
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);

    private final ClientSession session;
    private final SessionContext context;
    private final Duration pause;
    private final Consumer<ClientConnection> closing;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean awaitsConnect;
    private @Nullable ClientConnection answered;
    private int unwritten;
    private boolean over;

    /**
     * Creates the way out of a session.
     *
     * @param pause how long the client is advised to wait before its next connect
     * @param closing closes the stream
     */
    Departure(ClientSession session, SessionContext context, Duration pause, Consumer<ClientConnection> closing) {
        this.session = session;
        this.context = context;
        this.pause = pause;
        this.closing = closing;
    }

    /** {@return completes when the engine has released the session, or has failed to} */
    CompletionStage<Void> done() {
        return done;
    }

    /** Begins, and waits for the next connect of a stream that has none now. */
    void begin() {
        ClientConnection stream = session.streamConnection();
        awaitsConnect = stream != null
                && stream.takesConnects()
                && session.poll().held().current() == null;
        limit(awaitsConnect ? CONNECT_PATIENCE : PATIENCE);
        proceed();
    }

    /** The server stops: begins, or goes on, and waits for no connect, nor for what is written over a connection unknown. */
    void hurry() {
        awaitsConnect = false;
        boolean limited = limit(PATIENCE);
        proceed();
        if (!limited) {
            finish();
        }
    }

    /** {@return whether there is a connection whose thread can look at the time} */
    private boolean limit(Duration patience) {
        HeldConnect held = session.poll().held().current();
        ClientConnection connection = held == null ? session.streamConnection() : held.connection();
        if (connection != null) {
            context.later(patience, connection, () -> session.execute(this::finish));
        }
        return connection != null;
    }

    /** Answers a connect that is held, and finishes if nothing more has to be written. */
    void proceed() {
        HeldConnect held = session.poll().held().forget();
        if (held != null) {
            awaitsConnect = false;
            answered = held.connection();
            unwritten++;
            session.poll()
                    .dismiss(
                            held,
                            context.advices().ordinary(longer(held.connect().interval())),
                            this::written);
        }
        if (unwritten == 0 && !awaitsConnect && session.isWritten()) {
            finish();
        }
    }

    /** A client that has announced a pause itself is not called back earlier. */
    private Duration longer(Duration announced) {
        return announced.compareTo(pause) > 0 ? announced : pause;
    }

    /** Called on any thread. */
    private void written() {
        session.execute(() -> {
            unwritten = Math.max(0, unwritten - 1);
            proceed();
        });
    }

    /** A connection of the session is closed: nothing more is written over it. */
    void connectionClosed() {
        unwritten = 0;
        awaitsConnect = false;
        proceed();
    }

    /** Closes the stream and releases the session, whatever was written. Does nothing if that was done. */
    void finish() {
        if (over) {
            return;
        }
        over = true;
        ClientConnection stream = session.endStream();
        ClientConnection last = answered;
        if (last != null) {
            last.leave(session);
        }
        ClientConnection used = stream == null ? last : stream;
        if (used != null && used.isStreaming()) {
            closing.accept(used);
        }
        Results.then(session.attachments().release(), (nothing, fault) -> done.complete(null));
    }
}
