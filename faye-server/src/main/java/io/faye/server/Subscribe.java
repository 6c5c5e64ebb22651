package io.faye.server;

import io.faye.engine.Engine.Change;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ChannelPattern;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Subscribes a client (Bayeux 1.0, section 4.3). */
final class Subscribe extends SubscriptionChange {

    Subscribe(Service service) {
        super(service);
    }

    @Override
    @Nullable
    BayeuxError refusal(Connection connection) {
        boolean full = connection.subscriptions().get() >= service().maxSubscriptions();
        return full ? BayeuxError.badRequest("subscriptions") : null;
    }

    @Override
    CompletionStage<Change> change(Connection connection, ChannelPattern pattern) {
        return service().engine().subscribe(connection.client(), pattern);
    }

    @Override
    void changed(Connection connection) {
        connection.subscriptions().incrementAndGet();
    }
}
