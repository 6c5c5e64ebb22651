package io.faye.server;

import io.faye.protocol.Advice;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ClientId;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.session.Results;
import io.faye.server.session.SessionAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Attaches a session to this process and keeps it alive (Bayeux 1.0, section 4.2). */
final class Connect implements Operation {

    private final Service service;
    private final Advice rarely;

    Connect(Service service) {
        this.service = service;
        this.rarely = Advice.retry(service.timeout(), Duration.ZERO);
    }

    @Override
    public CompletionStage<?> perform(IncomingMessage call) {
        BayeuxError refusal = check(call.message());
        if (refusal != null) {
            return call.refuse(refusal);
        }
        service.begun().connected(Fields.client(call.message()));
        service.pauses().end(Fields.client(call.message()));
        boolean isEventSource = isEventSource(call.message());
        return isEventSource && !call.peer().isStreaming() ? ping(call) : attach(call, isEventSource);
    }

    private static @Nullable BayeuxError check(Message message) {
        BayeuxError untyped = Fields.require(message, Field.CONNECTION_TYPE);
        if (untyped != null) {
            return untyped;
        }
        if (message.text(Field.CONNECTION_TYPE).flatMap(ConnectionType::named).isEmpty()) {
            Json type = message.field(Field.CONNECTION_TYPE).orElse(Json.NULL);
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

    private CompletionStage<?> attach(IncomingMessage call, boolean isEventSource) {
        AttachingConnect connect =
                new AttachingConnect(call, service, patience(call.message()), interval(call.message()), isEventSource);
        service.registry().connect(Fields.client(call.message()), connect);
        return connect.processed();
    }

    /**
     * Messages to a client with an event stream travel on that, wherever it is open; this connect only keeps the session
     * alive. With {@code ack} they come in the answer to the connect, here. The opening of a stream, which has no answer
     * with messages, only keeps the session alive in any case: the session stays attached where its connect is held.
     */
    private CompletionStage<?> ping(IncomingMessage call) {
        ClientId client = Fields.client(call.message());
        CompletionStage<Optional<Map<String, String>>> alive = service.engine()
                .attributes(client)
                .thenCombine(service.engine().ping(client), (found, pinged) -> pinged ? found : Optional.empty());
        CompletableFuture<Void> processed = new CompletableFuture<>();
        Results.then(alive, (attributes, fault) -> {
            if (attributes == null) {
                service.log().engine("ping a session", fault);
                call.refuse(BayeuxError.internal());
            } else if (attributes.isEmpty()) {
                call.refuse(Fields.unknownClient(call.message()));
            } else if (SessionAttributes.acknowledges(attributes.get()) && !opensStream(call)) {
                attach(call, true);
            } else {
                if (SessionAttributes.neverConnected(attributes.get())) {
                    service.engine().removeAttribute(client, SessionAttributes.UNCONNECTED);
                }
                Duration interval = interval(call.message());
                Advice advice =
                        interval.compareTo(service.timeout()) > 0 ? Advice.retry(interval, Duration.ZERO) : rarely;
                service.pauses().begin(client, interval);
                call.answer(Replies.success(call.message()).with(Field.ADVICE, advice.toJson()));
            }
            processed.complete(null);
        });
        return processed;
    }

    private static boolean opensStream(IncomingMessage call) {
        return call.request().transport().equals(ConnectionType.EVENTSOURCE.toString());
    }

    /** How long the connect is held: what the client advises, but not longer than the server's own time. */
    private Duration patience(Message message) {
        return advised(message, "timeout", service.timeout()).orElse(service.timeout());
    }

    /** How long the client pauses after the answer: what it announces, but not longer than it may. */
    private Duration interval(Message message) {
        return advised(message, "interval", service.pauses().longest()).orElse(Duration.ZERO);
    }

    private static Optional<Duration> advised(Message message, String name, Duration most) {
        return message.field(Field.ADVICE).flatMap(advice -> advice.field(name)).map(wish -> advised(wish, most));
    }

    /** As JavaScript reads it, and so Faye: a text may hold a number, and what is no number means zero. */
    private static Duration advised(Json wish, Duration most) {
        double millis = number(wish.asString().orElseGet(wish::toString));
        return millis >= most.toMillis() ? most : Duration.ofMillis(Math.max(0, (long) millis));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
