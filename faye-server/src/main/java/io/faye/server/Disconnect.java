package io.faye.server;

import io.faye.protocol.BayeuxError;
import io.faye.server.session.Results;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ends a session (Bayeux 1.0, section 4.5). */
final class Disconnect implements Operation {

    private final Service service;

    Disconnect(Service service) {
        this.service = service;
    }

    @Override
    public CompletionStage<?> perform(IncomingMessage call) {
        BayeuxError refusal = Fields.requireClient(call.message());
        if (refusal != null) {
            return call.refuse(refusal);
        }
        CompletableFuture<Void> processed = new CompletableFuture<>();
        Results.then(service.engine().destroyClient(Fields.client(call.message())), (patterns, fault) -> {
            if (patterns == null) {
                service.log().engine("end a session", fault);
                call.refuse(BayeuxError.internal());
            } else if (patterns.isPresent()) {
                call.answer(Replies.success(call.message()));
            } else {
                call.refuse(Fields.unknownClient(call.message()));
            }
            processed.complete(null);
        });
        return processed;
    }
}
