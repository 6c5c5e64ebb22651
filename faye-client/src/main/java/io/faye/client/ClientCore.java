package io.faye.client;

import io.faye.client.ClientListener.Connection;
import io.faye.client.Outbox.Retry;
import io.faye.client.Subscriptions.Receiver;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a client's parts together. Its methods may be called on any thread and go on on the client's loop. */
final class ClientCore implements Link.Receiver, SessionEvents {

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

    private final Loop loop;
    private final Executor handlers;
    private final Status status;
    private final Ids ids = new Ids();
    private final Requests requests;
    private final MetaMessages meta;
    private final Session session;
    private final Outbox outbox;
    private final Subscriptions subscriptions;

    /** Calls of handlers, and messages that subscribers have not asked for yet. */
    private final AtomicInteger untaken = new AtomicInteger();

    private final List<CompletableFuture<Void>> connecting = new ArrayList<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable ClientClosedException closing;
    private boolean ended;

    ClientCore(FayeClientBuilder options, Endpoint endpoint) {
        this.loop = new Loop(options.executor);
        this.handlers = loop.newSerialExecutor();
        this.status = new Status(endpoint.uri(), options.listener, loop.newSerialExecutor());
        this.requests = new Requests(loop);
        Times times = new Times(options.replyTimeout);
        Tokens tokens = new Tokens(options.token, loop);
        BackOff backOff = new BackOff(options.retry);
        Transports transports = new Transports(endpoint, options.webSockets, loop, this);
        this.meta = new MetaMessages(ids, times, tokens);
        this.session = new Session(loop, times, transports, requests, backOff, tokens, meta, this);
        this.outbox = new Outbox(loop, session, requests, times, backOff, options.sendTimeout);
        this.subscriptions = new Subscriptions(ids, session, outbox, status::lost);
    }

    Executor handlers() {
        return handlers;
    }

    CompletableFuture<Void> connect() {
        return perform(() -> {
            CompletableFuture<Void> connected = new CompletableFuture<>();
            if (session.isOpen()) {
                connected.complete(null);
            } else {
                connecting.add(connected);
            }
            return connected;
        });
    }

    CompletableFuture<Void> subscribe(ChannelPattern pattern, Receiver receiver) {
        return perform(() -> subscriptions.add(pattern, receiver));
    }

    CompletableFuture<Void> unsubscribe(ChannelPattern pattern, Receiver receiver) {
        return perform(() -> subscriptions.remove(pattern, receiver)).thenApply(ignored -> null);
    }

    CompletableFuture<Void> publish(Message message) {
        Message whole = message.with(Field.ID, Json.of(ids.next()));
        return perform(() -> outbox.send(whole, Retry.IN_NEXT_SESSION)).thenApply(ignored -> null);
    }

    /** Does something on the loop. {@return its result, for the application: completes on a thread that it may block} */
    private <T> CompletableFuture<T> perform(Supplier<CompletableFuture<T>> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            session.start();
            CompletableFuture<T> performed = closing == null ? task.get() : CompletableFuture.failedFuture(closing);
            performed.whenCompleteAsync(
                    (value, fault) -> {
                        if (fault == null) {
                            result.complete(value);
                        } else {
                            result.completeExceptionally(Faults.cause(fault));
                        }
                    },
                    loop.pool());
        });
        return result;
    }

    /** Says goodbye behind what was published before, and ends. */
    CompletableFuture<Void> close() {
        loop.execute(() -> {
            if (closing != null) {
                return;
            }
            ClientClosedException reason = new ClientClosedException("The application has closed the client", null);
            closing = reason;
            session.finish();
            if (session.isOpen()) {
                Message disconnect = Message.to(Channel.DISCONNECT).with(Field.ID, Json.of(ids.next()));
                outbox.send(disconnect, Retry.NONE).whenComplete((reply, fault) -> end(reason));
                loop.after(LONGEST_GOODBYE, () -> end(reason));
            } else {
                end(reason);
            }
        });
        return closed.copy();
    }

    private void end(ClientClosedException reason) {
        if (ended) {
            return;
        }
        ended = true;
        closing = reason;
        session.stop(reason);
        subscriptions.close(reason);
        outbox.close(reason);
        failConnecting(reason);
        status.closed(reason);
        loop.pool().execute(() -> closed.complete(null));
    }

    @Override
    public void received(List<Message> messages) {
        List<Message> replies = new ArrayList<>();
        Message dismissal = null;
        for (Message message : messages) {
            if (isReply(message)) {
                replies.add(message);
                dismissal = meta.isDismissal(message) ? message : dismissal;
            } else if (meta.isNew()) {
                deliver(message);
            }
        }
        for (Message reply : replies) {
            if (!reply.equals(dismissal)) {
                requests.answer(Ids.of(reply), reply);
            }
        }
        if (dismissal != null) {
            RefusedException reason = RefusedException.of(dismissal);
            end(new ClientClosedException("The server wants no more of this client: " + reason.error(), reason));
        }
    }

    /** Others choose the ids of what they publish, so these may be the same as ours. */
    private boolean isReply(Message message) {
        return message.field(Field.SUCCESSFUL).isPresent()
                && message.data().isEmpty()
                && requests.expects(Ids.of(message));
    }

    private void deliver(Message message) {
        Message own = message.detached();
        own.channel().map(subscriptions::receivers).stream()
                .flatMap(receivers -> receivers.stream())
                .forEach(receiver -> {
                    untaken.incrementAndGet();
                    receiver.receive(own, this::taken);
                });
    }

    private void taken() {
        if (untaken.decrementAndGet() == 0) {
            loop.execute(session::takenAll);
        }
    }

    @Override
    public boolean hasTakenAll() {
        return untaken.get() == 0;
    }

    @Override
    public void lost(Link link, FayeClientException reason) {
        session.lost(link, reason);
    }

    @Override
    public void connecting() {
        status.connecting();
    }

    @Override
    public void begun() {
        subscriptions.restore();
    }

    @Override
    public void connected(Connection connection) {
        status.connected(connection);
        connecting.forEach(each -> each.complete(null));
        connecting.clear();
        outbox.flush();
    }

    @Override
    public void waiting(FayeClientException reason, Duration delay) {
        status.waiting(reason, delay);
        outbox.offline(reason);
        if (reason instanceof RefusedException refusal
                && refusal.concernsCredentials()
                && session.id().isEmpty()) {
            outbox.refuse(refusal);
            failConnecting(refusal);
        }
    }

    private void failConnecting(FayeClientException reason) {
        connecting.forEach(each -> each.completeExceptionally(reason));
        connecting.clear();
    }
}
