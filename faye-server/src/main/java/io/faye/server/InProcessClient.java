package io.faye.server;

import io.faye.extension.Request;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.MessageSink.CloseReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that speaks Bayeux to the server without a network between. */
final class InProcessClient implements LocalClient {

    private static final Logger LOG = LoggerFactory.getLogger(InProcessClient.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Message HANDSHAKE = Message.to(Channel.HANDSHAKE)
            .with(Field.VERSION, Json.of("1.0"))
            .with(Field.SUPPORTED_CONNECTION_TYPES, ConnectionType.all());

    private final ScheduledExecutorService scheduler;
    private final Handlers handlers = new Handlers();
    private final InProcessSink sink;
    private final Peer peer;
    private final Steps steps = new Steps();
    private @Nullable CompletableFuture<ClientId> session;
    private final Consumer<InProcessClient> ended;
    private volatile boolean closed;

    InProcessClient(
            Executor executor,
            ScheduledExecutorService scheduler,
            Function<MessageSink, Peer> server,
            Consumer<InProcessClient> ended) {
        this.ended = ended;
        this.scheduler = scheduler;
        this.sink = new InProcessSink(executor, this::handle, this::disconnected);
        this.peer = server.apply(sink);
        sink.belongsTo(peer);
    }

    @Override
    public CompletionStage<Subscription> subscribe(ChannelPattern pattern, Consumer<Message> handler) {
        handlers.add(pattern, handler);
        return ask(subscription(Channel.SUBSCRIBE, pattern))
                .whenComplete((reply, fault) -> {
                    if (fault != null) {
                        handlers.remove(pattern, handler);
                    }
                })
                .thenApply(reply -> () -> cancel(pattern, handler));
    }

    private CompletionStage<Void> cancel(ChannelPattern pattern, Consumer<Message> handler) {
        return handlers.remove(pattern, handler)
                ? ask(subscription(Channel.UNSUBSCRIBE, pattern)).thenAccept(reply -> {})
                : CompletableFuture.completedFuture(null);
    }

    private static Message subscription(Channel operation, ChannelPattern pattern) {
        return Message.to(operation).with(Field.SUBSCRIPTION, pattern.toJson());
    }

    @Override
    public CompletionStage<Void> publish(Message message) {
        if (message.channel().isEmpty()) {
            throw new IllegalArgumentException("Expected a message with a channel, but got " + message);
        }
        return ask(message).thenAccept(reply -> {});
    }

    /** Sends a request behind those before, when there is a session, and waits for success. */
    private CompletionStage<Message> ask(Message message) {
        CompletableFuture<Message> reply = new CompletableFuture<>();
        steps.add(() -> session().handle((client, fault) -> {
            if (client == null) {
                reply.completeExceptionally(fault);
            } else {
                send(message.with(Field.CLIENT_ID, client.toJson()), reply);
            }
            return null;
        }));
        return reply;
    }

    private void send(Message message, CompletableFuture<Message> result) {
        peer.receive(List.of(message), Request.LOCAL, replies -> {
            if (replies.isEmpty()) {
                result.completeExceptionally(new RefusedException("an extension dropped the request"));
            } else if (!replies.get(0).isSuccessful()) {
                result.completeExceptionally(
                        new RefusedException(replies.get(0).error().orElse("no reason given")));
            } else {
                result.complete(replies.get(0));
            }
        });
    }

    private synchronized CompletableFuture<ClientId> session() {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("The client is closed"));
        }
        if (session == null || session.isCompletedExceptionally()) {
            CompletableFuture<Message> reply = new CompletableFuture<>();
            session = reply.thenApply(
                    welcome -> welcome.clientId().orElseThrow(() -> new RefusedException("no client id")));
            session.thenAccept(this::connect);
            send(HANDSHAKE, reply);
        }
        return session;
    }

    /** Keeps a connect open: by it the server knows that this client lives. */
    private void connect(ClientId client) {
        CompletableFuture<Message> reply = new CompletableFuture<>();
        reply.whenComplete((success, fault) -> {
            if (closed) {
                return;
            }
            if (success != null) {
                sink.later(() -> connect(client));
            } else {
                schedule(() -> renew(client));
            }
        });
        send(
                Message.to(Channel.CONNECT)
                        .with(Field.CLIENT_ID, client.toJson())
                        .with(Field.CONNECTION_TYPE, Json.of(ConnectionType.IN_PROCESS.toString())),
                reply);
    }

    private void schedule(Runnable task) {
        if (!closed) {
            scheduler.schedule(task, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Begins a new session in place of one that is over, and subscribes again. */
    private void renew(ClientId over) {
        synchronized (this) {
            boolean current = session != null && session.isDone() && over.equals(session.getNow(over));
            if (closed || !current) {
                return;
            }
            session = null;
        }
        for (ChannelPattern pattern : handlers.patterns()) {
            ask(subscription(Channel.SUBSCRIBE, pattern)).whenComplete((reply, fault) -> {
                if (fault != null) {
                    LOG.warn("A local client could not subscribe to {} again", pattern, fault);
                }
            });
        }
    }

    private void handle(Message message) {
        if (!closed) {
            handlers.handle(message);
        }
    }

    private void disconnected(CloseReason reason) {
        CompletableFuture<ClientId> lost;
        synchronized (this) {
            lost = session;
        }
        if (reason == CloseReason.GOING_AWAY) {
            closed = true;
        } else if (lost != null && !closed) {
            schedule(() -> lost.thenAccept(this::renew));
        }
    }

    @Override
    public void close() {
        end();
    }

    /** {@return completes when the session has ended, or could not be} */
    CompletionStage<?> end() {
        CompletableFuture<ClientId> last;
        synchronized (this) {
            closed = true;
            last = session;
        }
        ended.accept(this);
        return last == null ? Stages.DONE : last.thenCompose(this::disconnect).exceptionally(fault -> null);
    }

    private CompletionStage<Message> disconnect(ClientId client) {
        CompletableFuture<Message> reply = new CompletableFuture<>();
        send(Message.to(Channel.DISCONNECT).with(Field.CLIENT_ID, client.toJson()), reply);
        return reply;
    }
}
