package io.faye.engine.redis.session;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.redis.client.Call;
import io.faye.engine.redis.client.Script;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.Operation;
import io.faye.engine.redis.log.Origin;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attach of this process that is not answered yet. Its listener is told nothing before the answer. */
final class PendingAttach extends Operation<Optional<Attachment>> {

    private final ClientId client;
    private final SerialListener reader;
    /** What the log has said of the session since the attach was sent; guarded by the lock of the sessions. */
    private final List<Entry.Control> entries = new ArrayList<>();

    private volatile @Nullable Session held;
    private volatile long sentMillis;
    private volatile long rewinds;

    /**
     * Creates an attach.
     *
     * @param number grows with each attach of this process
     */
    PendingAttach(ClientId client, AttachmentListener listener, long number) {
        super(client);
        this.client = client;
        this.reader = new SerialListener(listener, number);
    }

    ClientId client() {
        return client;
    }

    SerialListener reader() {
        return reader;
    }

    @Override
    protected void told() {
        reader.open();
    }

    List<Entry.Control> entries() {
        return entries;
    }

    /** {@return what this process owned when the attach was sent, or has owned since the answer} */
    @Nullable
    Session held() {
        return held;
    }

    /** The session came here. */
    void holds(Session arrived) {
        held = arrived;
    }

    /** {@return whether Redis has not lost entries since the attach was sent, so that its answer holds} */
    boolean holdsIn(SessionLog log) {
        return rewinds == log.rewinds();
    }

    /** {@return when the attach was sent} */
    long sentMillis() {
        return sentMillis;
    }

    Call call(SessionContext context, SessionLog log, Origin origin) {
        Session owned = log.registry().get(client);
        held = owned;
        rewinds = log.rewinds();
        sentMillis = context.host().clock().millis();
        Object[] words = {
            origin,
            context.process(),
            context.life().sessionMillis(),
            context.life().keepMillis(),
            Takeover.HAND_OVER_MILLIS,
            owned == null ? "" : owned.fence(),
            reader.number()
        };
        return context.call(Script.ATTACH, client, words)
                .add(Position.arguments(owned == null ? null : owned.queue().position(log.last())));
    }
}
