package io.faye.server;

import io.faye.protocol.Advice;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.MessageSink.CloseReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One session of a local client, from its handshake to its end, and the connects that keep it alive. */
final class InProcessSession {

    private static final Message HANDSHAKE = Message.to(Channel.HANDSHAKE)
            .with(Field.VERSION, Json.of("1.0"))
            .with(Field.SUPPORTED_CONNECTION_TYPES, ConnectionType.all());
    private static final long SUSPICIOUSLY_SHORT = Duration.ofMillis(100).toNanos();

    private final Executor pool;
    private final Timer timer;
    private final End end;
    private final InProcessSink sink;
    private final Backoff connects;
    private final CompletableFuture<ClientId> client = new CompletableFuture<>();
    private final long begun = System.nanoTime();
    private volatile boolean over;

    /**
     * Connects to the server, without a request.
     *
     * @param longestPause between two connects that fail
     * @param end is told that the session is over, unless {@link #end} or {@link #leave} was called
     */
    InProcessSession(
            Executor pool,
            Timer timer,
            Handlers handlers,
            Function<MessageSink, Peer> server,
            Duration longestPause,
            End end) {
        this.pool = pool;
        this.timer = timer;
        this.end = end;
        this.sink = new InProcessSink(pool, handlers, server, this::closed);
        this.connects = new Backoff(longestPause);
    }

    /** {@return the new session's id} Fails with {@link RefusedException} if the server refuses. */
    CompletableFuture<ClientId> begin() {
        sink.ask(HANDSHAKE).whenComplete((welcome, fault) -> {
            if (welcome != null && welcome.isSuccessful() && welcome.clientId().isPresent()) {
                client.complete(welcome.clientId().get());
            } else {
                client.completeExceptionally(welcome == null ? fault : RefusedException.of(welcome));
            }
        });
        return client;
    }

    /** {@return the server's reply to a request of this session} Called after the session began. */
    CompletableFuture<Message> ask(Message message) {
        return sink.ask(message.with(Field.CLIENT_ID, client.join().toJson()));
    }

    /** {@return whether a reply says that this session has ended} */
    boolean isUnknownIn(Message reply) {
        String unknown = BayeuxError.unknownClient(client.join().toString()).toString();
        return !reply.isSuccessful() && reply.error().filter(unknown::equals).isPresent();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** The handlers take more again. */
    void takesMore() {
        sink.takesMore();
    }

    /** Connects, and again whenever that is answered: by it the server knows that the client lives. */
    void connect() {
        long sent = System.nanoTime();
        ask(Message.to(Channel.CONNECT).with(Field.CONNECTION_TYPE, Json.of(ConnectionType.IN_PROCESS.toString())))
                .whenComplete((reply, fault) -> connected(reply, System.nanoTime() - sent));
    }

    private void connected(@Nullable Message reply, long nanos) {
        if (over) {
            return;
        }
        if (reply != null && isUnknownIn(reply)) {
            ended("the server does not know the session any more", false);
        } else if (reply != null && advisesHandshake(reply)) {
            ended("the server advises to handshake: " + reply.error().orElse("no reason given"), true);
        } else if (reply != null && reply.isSuccessful() && nanos > SUSPICIOUSLY_SHORT) {
            connects.reset();
            pool.execute(this::connectUnlessOver);
        } else {
            timer.schedule(pool, connects.next(), this::connectUnlessOver);
        }
    }

    private void connectUnlessOver() {
        if (!over) {
            connect();
        }
    }

    private static boolean advisesHandshake(Message reply) {
        return reply.field(Field.ADVICE)
                .flatMap(advice -> advice.field("reconnect"))
                .filter(Advice.handshake().toJson().field("reconnect").orElseThrow()::equals)
                .isPresent();
    }

    private void closed(CloseReason reason) {
        if (reason == CloseReason.GOING_AWAY) {
            end.tell(this, End.Cause.SERVER_CLOSES, "the server closes");
        } else {
            ended("the server has ended the session", false);
        }
    }

    private void ended(String why, boolean perhapsAlive) {
        end.tell(this, perhapsAlive ? End.Cause.TO_BE_ENDED : End.Cause.ENDED, why);
    }

    /** Ends the session, or the one that a handshake under way begins. {@return completes when that is done, or failed} */
    CompletableFuture<Void> end() {
        over = true;
        return client.thenCompose(known -> ask(Message.to(Channel.DISCONNECT))).handle((reply, fault) -> {
            sink.leave();
            return null;
        });
    }

    /** Leaves a session that has ended, or that goes on without its client until it expires. */
    void leave() {
        over = true;
        sink.leave();
    }

    /** Is told that a session is over. */
    @FunctionalInterface
    interface End {

        /** Called on any thread, maybe several times for one session. */
        void tell(InProcessSession session, Cause cause, String why);

        /** What is to be done about it. */
        enum Cause {
            /** The session has ended. */
            ENDED,
            /** The session may live, but the client shall begin another one. */
            TO_BE_ENDED,
            /** The server takes no more requests. */
            SERVER_CLOSES
        }
    }
}
