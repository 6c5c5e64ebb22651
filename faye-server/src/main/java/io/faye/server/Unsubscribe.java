package io.faye.server;

import io.faye.engine.Engine.Change;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ChannelPattern;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Unsubscribes a client (Bayeux 1.0, section 4.4). */
final class Unsubscribe extends SubscriptionChange {

    Unsubscribe(Service service) {
        super(service);
    }

    @Override
    @Nullable
    BayeuxError refusal(Connection connection) {
        return null;
    }

    @Override
    CompletionStage<Change> change(Connection connection, ChannelPattern pattern) {
        return service().engine().unsubscribe(connection.client(), pattern);
    }

    @Override
    void changed(Connection connection) {
        connection.subscriptions().decrementAndGet();
    }
}
