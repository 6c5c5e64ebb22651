package io.faye.engine.memory;

import io.faye.engine.support.Reports;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Accepts messages: in the lane of the session that publishes, if there is one. */
final class Publisher {

    private final Sessions sessions;
    private final Calls calls;
    private final Router router;
    private final Reports reports;
    private final LifeCycle lifeCycle;

    Publisher(Sessions sessions, Calls calls, Router router, Reports reports, LifeCycle lifeCycle) {
        this.sessions = sessions;
        this.calls = calls;
        this.router = router;
        this.reports = reports;
        this.lifeCycle = lifeCycle;
    }

    /** A session whose end was decided publishes in its lane still, behind what it published before. */
    CompletionStage<Void> publish(Message message) {
        Optional<ClientId> client = message.clientId();
        Session session = client.map(sessions::get).orElse(null);
        return session == null
                ? calls.atOnce(() -> publish(message, Optional.empty()))
                : calls.inLane(
                        session, publisher -> publish(message, publisher.hasEnded() ? Optional.empty() : client));
    }

    private Void publish(Message message, Optional<ClientId> publisher) {
        Channel channel = message.channel()
                .orElseThrow(
                        () -> new IllegalArgumentException("Expected a message with a channel, but got " + message));
        Delivery delivery = router.deliver(channel, message);
        Json data = message.data().orElse(Json.NULL);
        reports.event(listener -> listener.publish(publisher, channel, data));
        for (Session session : delivery.waking()) {
            reports.messagesAvailable(session.id());
        }
        lifeCycle.overflow(delivery.overflowing());
        return null;
    }
}
