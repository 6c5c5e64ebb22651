package io.faye.engine.redis.session;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Replies;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.redis.log.Position;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The release of an attachment, the last step of the {@linkplain Takeover takeover protocol}. */
final class Release {

    private static final Logger LOG = LoggerFactory.getLogger(Release.class);
    private static final long RETRY_MILLIS = 500;

    private final SessionContext context;
    private final SessionLog log;
    private final Session session;
    private final SerialListener reader;
    private final String note;

    Release(SessionContext context, SessionLog log, Session session, SerialListener reader, String note) {
        this.context = context;
        this.log = log;
        this.session = session;
        this.reader = reader;
        this.note = note;
    }

    /** Waits for an end of the session that is in progress: a client that disconnects closes its connection as well. */
    CompletionStage<Void> begin() {
        return session.ending()
                .thenCompose(ended -> !ended && session.reader().release(reader, note)
                        ? send()
                        : CompletableFuture.completedFuture(null));
    }

    private CompletionStage<Void> send() {
        Operation<Void> operation = new Operation<>(session.id());
        operation.stage().whenComplete((nothing, fault) -> {
            if (fault != null) {
                context.later(RETRY_MILLIS, this::sendAgain);
            }
        });
        return log.calls().askOfOwner(operation, origin -> call(), (same, reply) -> {
            answered(Replies.number(reply));
            same.done();
        });
    }

    private Call call() {
        Object[] words = {context.process(), session.fence(), reader.number(), note};
        return context.call(Script.RELEASE, session.id(), words)
                .add(Position.arguments(session.queue().position(log.last())));
    }

    /** Called under the lock. */
    private void answered(long outcome) {
        switch ((int) outcome) {
            case 1 -> log.registry().leave(session);
            case 0 -> log.takeover().moved(session);
            case -1 -> log.takeover().endings().ended(session);
            default -> LOG.debug("There is a newer attachment (client={})", session.id());
        }
    }

    private void sendAgain() {
        if (log.registry().owns(session) && !session.reader().isAttached()) {
            send();
        }
    }
}
