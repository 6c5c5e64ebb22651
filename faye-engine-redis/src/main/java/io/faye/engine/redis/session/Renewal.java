package io.faye.engine.redis.session;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Replies;
import io.faye.protocol.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Spares most attaches of clients that poll their script: nothing is to be changed if this process has attached the session a
 * moment ago, and Redis says that it is still the owner.
 */
final class Renewal {

    private final SessionContext context;
    private final SessionLog log;

    Renewal(SessionContext context, SessionLog log) {
        this.context = context;
        this.log = log;
    }

    /** Attaches a client again if this process reads its session and has told Redis so a moment ago, or else otherwise. */
    CompletionStage<Optional<Attachment>> attach(
            ClientId client,
            AttachmentListener listener,
            long number,
            Supplier<CompletionStage<Optional<Attachment>>> otherwise) {
        Session session = log.registry().get(client);
        if (session == null || !isRenewed(session)) {
            return otherwise.get();
        }
        PendingAttach again = new PendingAttach(client, listener, number);
        return log.calls()
                .ask(
                        again,
                        origin -> Call.of("HMGET", context.keys().session(client), "owner", "fence"),
                        (same, reply) -> same.succeed(attached(session, again.reader(), Replies.list(reply))))
                .thenCompose(found -> found.isPresent() ? CompletableFuture.completedFuture(found) : otherwise.get());
    }

    /** {@return the attachment if the session is still this process' in Redis, and live} */
    private Optional<Attachment> attached(Session session, SerialListener reader, List<?> ownerAndFence) {
        boolean isOurs = Replies.text(ownerAndFence.get(0)).equals(context.process())
                && Replies.text(ownerAndFence.get(1)).equals(Long.toString(session.fence()));
        return isOurs && session.reader().attachAgain(reader)
                ? Optional.of(new RedisAttachment(context, log, session, reader))
                : Optional.empty();
    }

    private boolean isRenewed(Session session) {
        long now = context.host().clock().millis();
        return session.reader().isAttached()
                && now - session.renewedMillis() < context.life().renewalMillis()
                && log.registry().exists(session.id());
    }
}
