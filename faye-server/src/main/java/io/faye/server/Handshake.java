package io.faye.server;

import io.faye.engine.LimitReachedException;
import io.faye.protocol.Advice;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ClientId;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.session.Results;
import io.faye.server.session.SessionAttributes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Begins a session (Bayeux 1.0, section 4.1). */
final class Handshake implements Operation {

    private static final int NAMES_SHOWN = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Service service;
    private final Json advice;

    Handshake(Service service) {
        this.service = service;
        this.advice = Advice.retry(Duration.ZERO, service.timeout()).toJson();
    }

    @Override
    public CompletionStage<?> perform(IncomingMessage call) {
        BayeuxError refusal = check(call.message());
        if (refusal != null) {
            return call.refuse(refusal);
        }
        if (!call.admitsHandshake(service.limits().maxHandshakes())) {
            BayeuxError error = BayeuxError.badRequest("handshakes");
            return call.refuse(error, Replies.notNow(call.message(), error));
        }
        SessionAdmission admission = call.peer().sink().admitSession(call.request());
        return admission.refusal().isPresent()
                ? notNow(call, admission.refusal().get())
                : begin(call, admission.whenEnded());
    }

    private static CompletionStage<?> notNow(IncomingMessage call, BayeuxError error) {
        return call.refuseUnlogged(error, Replies.notNow(call.message(), error));
    }

    private static @Nullable BayeuxError check(Message message) {
        Optional<Json> types = message.field(Field.SUPPORTED_CONNECTION_TYPES);
        if (!Fields.isTruthy(types) || types.get().kind() != Json.Kind.ARRAY) {
            return BayeuxError.missingParameter(Field.SUPPORTED_CONNECTION_TYPES);
        }
        List<Json> offered = types.get().elements();
        if (offered.stream().noneMatch(Handshake::isKnown)) {
            return BayeuxError.connectionTypesNotSupported(shown(offered));
        }
        return Fields.isTruthy(message.field(Field.VERSION)) ? null : BayeuxError.missingParameter(Field.VERSION);
    }

    private static boolean isKnown(Json type) {
        return type.asString().flatMap(ConnectionType::named).isPresent();
    }

    private static List<String> shown(List<Json> offered) {
        List<String> names = new ArrayList<>();
        for (Json type : offered.subList(0, Math.min(NAMES_SHOWN, offered.size()))) {
            names.add(
                    type.kind() == Json.Kind.NULL
                            ? ""
                            : Fields.shown(type.asString().orElseGet(type::toString)));
        }
        return names;
    }

    private CompletionStage<?> begin(IncomingMessage call, Runnable whenEnded) {
        MessageExchange exchange = call.exchange();
        Map<String, String> attributes = new HashMap<>(exchange == null ? Map.of() : exchange.attributes());
        boolean acks = call.message()
                .ext()
                .flatMap(ext -> ext.field("ack"))
                .filter(Json.TRUE::equals)
                .isPresent();
        if (acks) {
            attributes.put(SessionAttributes.ACKNOWLEDGES, "true");
        }
        if (service.firstConnects().marksSessions()) {
            attributes.put(SessionAttributes.UNCONNECTED, "");
        }
        ClientId client = ClientId.random(RANDOM);
        BegunSession session = service.begun().begin(client, whenEnded);
        CompletableFuture<Void> answered = new CompletableFuture<>();
        Results.then(service.engine().createClient(client, attributes), (nothing, fault) -> {
            if (fault == null) {
                session.created();
                service.firstConnects().await(client, session);
                welcome(call, client, acks);
            } else {
                service.begun().disconnect(client);
                refuse(call, fault);
            }
            answered.complete(null);
        });
        return answered;
    }

    private void refuse(IncomingMessage call, Throwable fault) {
        if (fault instanceof LimitReachedException) {
            service.log().full(fault);
            notNow(call, BayeuxError.badRequest("sessions"));
        } else {
            service.log().engine("begin a session", fault);
            notNow(call, BayeuxError.internal());
        }
    }

    private void welcome(IncomingMessage call, ClientId client, boolean acks) {
        call.began(client);
        Message reply = Replies.capabilities(Replies.success(call.message()))
                .with(Field.CLIENT_ID, client.toJson())
                .with(Field.ADVICE, advice);
        call.answer(acks ? reply.with(Field.EXT, Json.of(Map.of("ack", true))) : reply);
    }
}
