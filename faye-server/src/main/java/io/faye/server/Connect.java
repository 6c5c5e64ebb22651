package io.faye.server;

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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the way to a client and keeps its session alive (Bayeux 1.0, section 4.2). */
final class Connect implements Operation {

    private static final Logger LOG = LoggerFactory.getLogger(Connect.class);

    private final Service service;

    Connect(Service service) {
        this.service = service;
    }

    @Override
    public CompletionStage<?> perform(Call call) {
        BayeuxError refusal = check(call.message());
        if (refusal != null) {
            return call.refuse(refusal);
        }
        ClientId client = Fields.client(call.message());
        boolean streams = call.peer().sink().isStreaming();
        return isEventSource(call.message()) && !streams ? eventSource(call, client) : attach(call, client);
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

    private CompletionStage<?> attach(Call call, ClientId client) {
        Connection connection = service.clients().enter(client, id -> new Connection(service, id));
        return known(service.engine().attach(client), call, connection, (found, attributes) -> {
            found.confirm();
            found.connect(call, attributes, patience(call.message()));
        });
    }

    /** Messages of such a client travel on its event stream, wherever that is open; the connect is only a sign of life. */
    private CompletionStage<?> eventSource(Call call, ClientId client) {
        Connection connection = service.clients().enter(client, id -> new Connection(service, id));
        CompletionStage<Optional<Map<String, String>>> alive = service.engine()
                .attributes(client)
                .thenCombine(service.engine().ping(client), (found, pinged) -> pinged ? found : Optional.empty());
        return known(alive, call, connection, (found, attributes) -> {
            found.confirm();
            if (attributes.containsKey(Connection.ACKS)) {
                found.connect(call, attributes, patience(call.message()));
            } else {
                Json advice = Advice.retry(service.timeout(), Duration.ZERO).toJson();
                call.answer(Replies.success(call.message()).with(Field.ADVICE, advice));
            }
        });
    }

    private CompletionStage<?> known(
            CompletionStage<Optional<Map<String, String>>> lookUp,
            Call call,
            Connection connection,
            BiConsumer<Connection, Map<String, String>> go) {
        CompletableFuture<Void> processed = new CompletableFuture<>();
        Stages.then(lookUp, (attributes, fault) -> {
            if (attributes != null && attributes.isPresent()) {
                go.accept(connection, attributes.get());
            } else {
                service.clients().leave(connection);
                refuse(call, fault);
            }
            processed.complete(null);
        });
        return processed;
    }

    private static void refuse(Call call, @Nullable Throwable fault) {
        if (fault == null) {
            call.refuse(Fields.unknownClient(call.message()));
        } else {
            LOG.warn("The engine did not attach a client", fault);
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
