package io.faye.engine.redis.session;

import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.redis.log.Origin;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation that makes this process the owner of a session, and is not answered yet. */
class PendingClaim<T> extends Operation<T> {

    private final ClientId client;
    private final long number;
    /** What the log has said of the session since this was sent; guarded by the lock of the sessions. */
    private final List<Entry.Control> entries = new ArrayList<>();

    private volatile @Nullable Session held;
    private volatile long sentMillis;

    /**
     * Creates a claim.
     *
     * @param number that of the attachment; it grows with each attach of this process
     */
    PendingClaim(ClientId client, long number) {
        super(client);
        this.client = client;
        this.number = number;
    }

    ClientId client() {
        return client;
    }

    List<Entry.Control> entries() {
        return entries;
    }

    /** {@return what this process owned when this was sent, or has owned since the answer} */
    @Nullable
    Session held() {
        return held;
    }

    /** The session came here. */
    void holds(Session arrived) {
        held = arrived;
    }

    long sentMillis() {
        return sentMillis;
    }

    Call call(SessionContext context, SessionLog log, Origin origin) {
        Session owned = log.registry().get(client);
        held = owned;
        sentMillis = context.host().clock().millis();
        Object[] words = {
            origin,
            context.process(),
            context.life().sessionMillis(),
            context.life().keepMillis(),
            log.calls().handOverMillis(),
            log.calls().fenceStep(),
            owned == null ? "" : owned.fence(),
            number
        };
        return context.call(Script.ATTACH, client, words)
                .add(Position.arguments(owned == null ? null : owned.queue().position(log.last())));
    }
}
