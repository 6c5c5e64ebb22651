package io.faye.server;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.session.Results;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Publishes a message (Bayeux 1.0, section 5.1). Needs no session, as with Faye. */
final class Publish implements Operation {

    private final Service service;
    private final MemoryAdmission memory;

    Publish(Service service) {
        this.service = service;
        this.memory = new MemoryAdmission(service);
    }

    @Override
    public CompletionStage<?> perform(IncomingMessage call) {
        Message message = call.message();
        if (message.field(Field.DATA).isEmpty()) {
            return call.refuse(BayeuxError.missingParameter(Field.DATA));
        }
        // An extension or a program in this process may have set the channel.
        Optional<Channel> channel = message.channel().filter(service.channelNames()::accepts);
        if (channel.isEmpty()) {
            return call.refuse(refusal(message));
        }
        return memory.admits(call) ? publish(call, channel.get()) : call.refuse(MemoryAdmission.REFUSAL);
    }

    private CompletionStage<?> publish(IncomingMessage call, Channel channel) {
        Message message = call.message();
        // Subscribers' clients would obey an advice, and take the message for a reply.
        Message clean = message.without(Field.SUCCESSFUL, Field.ADVICE, Field.ERROR);
        ServerObserver observer = service.observer();
        long begin = observer == ServerObserver.NONE ? 0 : System.nanoTime();
        CompletionStage<Boolean> accepted = service.engine().publish(clean);
        boolean waits = !Results.isDone(accepted);
        boolean goesOn = !waits || call.peer().mayGoOnAfterPublish();
        Results.then(accepted, (done, fault) -> {
            if (waits) {
                call.peer().publishSettled();
            }
            if (fault == null) {
                if (observer != ServerObserver.NONE) {
                    observer.published(clean, System.nanoTime() - begin);
                }
                call.answer(Replies.success(message));
            } else {
                service.log().engine("accept a message", fault);
                call.refuse(BayeuxError.failedToPublish(channel.toString()));
            }
        });
        return goesOn ? Stages.DONE : accepted;
    }

    private BayeuxError refusal(Message message) {
        Json given = message.field(Field.CHANNEL).orElse(Json.NULL);
        if (given.kind() == Json.Kind.NULL) {
            return BayeuxError.invalidChannel("");
        }
        return given.asString()
                .map(name -> service.limits().refuses(name)
                        ? BayeuxError.badRequest(Field.CHANNEL)
                        : BayeuxError.invalidChannel(name))
                .orElseGet(() -> BayeuxError.invalidChannel(Fields.shown(given)));
    }
}
