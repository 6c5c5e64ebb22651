package io.faye.server;

import io.faye.engine.Change;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What subscribing and unsubscribing have in common: the names in turn, until one is refused. */
abstract class SubscriptionChange implements Operation {

    private final Service service;

    SubscriptionChange(Service service) {
        this.service = service;
    }

    Service service() {
        return service;
    }

    abstract CompletionStage<Change> change(ClientId client, ChannelPattern pattern);

    @Override
    public CompletionStage<?> perform(IncomingMessage call) {
        BayeuxError refusal = check(call.message());
        if (refusal != null) {
            return call.refuse(refusal);
        }
        List<Json> names = names(call.message());
        if (!call.admitsNames(names.size(), service.limits().maxNames())) {
            Message shortened = call.message().without(Field.SUBSCRIPTION);
            BayeuxError error = BayeuxError.badRequest("names");
            return call.refuse(error, Replies.failure(shortened, error));
        }
        return new SubscriptionRequest(this, call, names).start();
    }

    private static List<Json> names(Message message) {
        Json listed = message.field(Field.SUBSCRIPTION).orElseThrow();
        return listed.kind() == Json.Kind.ARRAY ? listed.elements() : List.of(listed);
    }

    private static @Nullable BayeuxError check(Message message) {
        BayeuxError missing = Fields.require(message, Field.SUBSCRIPTION);
        return missing == null ? Fields.requireClient(message) : missing;
    }
}
