package io.faye.server;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.ServiceRegistry.Match;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes a message to a service channel: a call if there is a handler, else a publication. The reply says that the call was
 * taken; the answer of the handler follows as a message to the caller's session.
 */
final class CallService implements Operation {

    private final Service service;
    private final Operation publish;
    private final MemoryAdmission memory;

    CallService(Service service, Operation publish) {
        this.service = service;
        this.publish = publish;
        this.memory = new MemoryAdmission(service);
    }

    @Override
    public CompletionStage<?> perform(IncomingMessage call) {
        Channel channel = call.message().channel().orElseThrow();
        Optional<Match> match = service.services().find(channel);
        if (match.isEmpty()) {
            return publish.perform(call);
        }
        BayeuxError refusal = check(call.message());
        if (refusal == null && !memory.admits(call)) {
            refusal = MemoryAdmission.REFUSAL;
        }
        return refusal == null ? begin(call, match.get()) : call.refuse(refusal);
    }

    private static @Nullable BayeuxError check(Message message) {
        return message.field(Field.DATA).isEmpty()
                ? BayeuxError.missingParameter(Field.DATA)
                : Fields.requireClient(message);
    }

    private CompletionStage<?> begin(IncomingMessage call, Match match) {
        MessageExchange known = call.exchange();
        if (known != null) {
            begin(call, match, known);
            return Stages.DONE;
        }
        CompletableFuture<Void> begun = new CompletableFuture<>();
        MessageExchange.of(service.sessions(), service.channelNames(), call, (exchange, fault) -> {
            if (exchange == null) {
                service.log().engine("look up a session", fault);
                call.refuse(BayeuxError.internal());
            } else {
                begin(call, match, exchange);
            }
            begun.complete(null);
        });
        return begun;
    }

    private void begin(IncomingMessage call, Match match, MessageExchange exchange) {
        Message message = call.message();
        Optional<ClientId> client = exchange.client();
        if (client.isEmpty()) {
            call.refuse(Fields.unknownClient(message));
            return;
        }
        long bytes = message.memorySize();
        Optional<BayeuxError> refusal = service.calls().calls().begin(client.get(), bytes);
        if (refusal.isPresent()) {
            call.refuse(refusal.get());
            return;
        }
        RunningCall running = new RunningCall(
                service.calls(),
                match,
                new ServiceCall(
                        message.channel().orElseThrow(),
                        match.variables(),
                        message.data().orElseThrow().detached(),
                        service.sessions().session(client.get()),
                        exchange),
                message.id().filter(Json::isTruthy).map(Json::detached),
                bytes);
        // The reply is on its way before the answer can be.
        call.answer(Replies.success(message));
        running.start();
    }
}
