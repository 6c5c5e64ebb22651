package io.faye.server;

import io.faye.engine.Attachment;
import io.faye.protocol.Advice;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ClientId;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Opens the way to a client and keeps its session alive (Bayeux 1.0, section 4.2). */
final class Connect implements Operation {

    private final Service service;
    private final Advice patiently;
    private final Advice rarely;

    Connect(Service service) {
        this.service = service;
        this.patiently = Advice.retry(Duration.ZERO, service.timeout());
        this.rarely = Advice.retry(service.timeout(), Duration.ZERO);
    }

    @Override
    public CompletionStage<?> perform(Call call) {
        BayeuxError refusal = check(call.message());
        if (refusal != null) {
            return call.refuse(refusal);
        }
        boolean elsewhere = isEventSource(call.message()) && !call.peer().sink().isStreaming();
        return elsewhere ? signOfLife(call) : attach(call);
    }

    private static @Nullable BayeuxError check(Message message) {
        BayeuxError untyped = Fields.requireText(message, Field.CONNECTION_TYPE);
        if (untyped != null) {
            return untyped;
        }
        String type = message.text(Field.CONNECTION_TYPE).orElse("");
        if (ConnectionType.named(type).isEmpty()) {
            return BayeuxError.connectionTypesNotSupported(List.of(Fields.shown(type)));
        }
        return Fields.requireClient(message);
    }

    private static boolean isEventSource(Message message) {
        return message.text(Field.CONNECTION_TYPE)
                .flatMap(ConnectionType::named)
                .filter(ConnectionType.EVENTSOURCE::equals)
                .isPresent();
    }

    private CompletionStage<?> attach(Call call) {
        ClientId client = Fields.client(call.message());
        Connection connection = service.clients().enter(client, id -> new Connection(service, id));
        CompletableFuture<Void> processed = new CompletableFuture<>();
        Stages.then(service.engine().attach(client, new ConnectionListener(connection)), (attachment, fault) -> {
            if (attachment != null && attachment.isPresent()) {
                connection.confirm();
                hold(call, connection, attachment.get());
            } else {
                service.clients().leave(connection);
                refuse(call, fault);
            }
            processed.complete(null);
        });
        return processed;
    }

    private void hold(Call call, Connection connection, Attachment attachment) {
        boolean waits = attachment.attributes().containsKey(Connection.ACKS) || !isEventSource(call.message());
        Held held = waits ? new Held(call, patience(call.message()), patiently) : new Held(call, Duration.ZERO, rarely);
        connection.connect(held, attachment);
    }

    /**
     * Messages to a client with an event stream travel on that, wherever it is open; this connect only keeps the session
     * alive. With {@code ack} they come in the answer to the connect, here.
     */
    private CompletionStage<?> signOfLife(Call call) {
        ClientId client = Fields.client(call.message());
        CompletionStage<Optional<Map<String, String>>> alive = service.engine()
                .attributes(client)
                .thenCombine(service.engine().ping(client), (found, pinged) -> pinged ? found : Optional.empty());
        CompletableFuture<Void> processed = new CompletableFuture<>();
        Stages.then(alive, (attributes, fault) -> {
            if (attributes == null || attributes.isEmpty()) {
                refuse(call, fault);
            } else if (attributes.get().containsKey(Connection.ACKS)) {
                attach(call);
            } else {
                call.answer(Replies.success(call.message()).with(Field.ADVICE, rarely.toJson()));
            }
            processed.complete(null);
        });
        return processed;
    }

    private void refuse(Call call, @Nullable Throwable fault) {
        if (fault == null) {
            call.refuse(Fields.unknownClient(call.message()));
        } else {
            service.complaints().engine("attach a client", fault);
            call.refuse(BayeuxError.internal());
        }
    }

    /** How long the connect is held: what the client advises, but not longer than the server's own time. */
    private Duration patience(Message message) {
        Optional<Json> wish = message.field(Field.ADVICE).flatMap(advice -> advice.field("timeout"));
        if (wish.isEmpty()) {
            return service.timeout();
        }
        return switch (wish.get().kind()) {
            case NULL -> Duration.ZERO;
            case NUMBER -> {
                double millis = Double.parseDouble(wish.get().toString());
                yield millis >= service.timeout().toMillis()
                        ? service.timeout()
                        : Duration.ofMillis(Math.max(0, (long) millis));
            }
            default -> service.timeout();
        };
    }
}
