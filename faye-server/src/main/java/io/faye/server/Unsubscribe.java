package io.faye.server;

import io.faye.engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.concurrent.CompletionStage;

/** Unsubscribes a client (Bayeux 1.0, section 4.4). */
final class Unsubscribe extends SubscriptionChange {

    Unsubscribe(Service service) {
        super(service);
    }

    @Override
    CompletionStage<Change> change(ClientId client, ChannelPattern pattern) {
        return service().engine().unsubscribe(client, pattern);
    }
}
