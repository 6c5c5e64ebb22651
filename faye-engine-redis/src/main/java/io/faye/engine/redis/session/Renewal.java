package io.faye.engine.redis.session;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.log.Operation;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Spares most attaches of clients that poll their script: nothing is to be changed if this process has attached the session a
 * moment ago, and Redis says that it is still the owner.
 */
final class Renewal {

    private final SessionContext context;
    private final SessionRegistry registry;

    Renewal(SessionContext context, SessionRegistry registry) {
        this.context = context;
        this.registry = registry;
    }

    /** {@return the session of a client if this process reads it, and has told Redis so a moment ago; else null} */
    @Nullable
    Session find(ClientId client) {
        Session session = registry.get(client);
        long now = context.host().clock().millis();
        boolean isFound = session != null
                && session.isAttached()
                && now - session.renewedMillis() < context.life().renewalMillis()
                && registry.exists(client);
        return isFound ? session : null;
    }

    /** {@return whether the session is still this process' in Redis} */
    CompletionStage<Boolean> confirm(Session session) {
        return context.ask(
                new Operation<Boolean>(session.id()),
                origin -> Call.of("HMGET", context.keys().session(session.id()), "owner", "fence"),
                (operation, reply) -> operation.succeed(isOurs(session, Replies.list(reply))));
    }

    private boolean isOurs(Session session, List<?> ownerAndFence) {
        return Replies.text(ownerAndFence.get(0)).equals(context.process())
                && Replies.text(ownerAndFence.get(1)).equals(Long.toString(session.fence()));
    }
}
