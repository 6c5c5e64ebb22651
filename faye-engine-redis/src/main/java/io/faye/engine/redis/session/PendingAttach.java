package io.faye.engine.redis.session;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.Operation;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attach of this process that is not answered yet. Its listener is called after the answer only. */
final class PendingAttach extends Operation<Optional<Attachment>> {

    private final ClientId client;
    private final SerialListener reader;
    /** What the log has said of the session since this was sent; guarded by the lock of the sessions. */
    private final List<Entry.Control> entries = new ArrayList<>();

    private volatile @Nullable Session held;
    private volatile long sentMillis;

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

    List<Entry.Control> entries() {
        return entries;
    }

    /** The attach is sent. */
    void sent(@Nullable Session owned, long nowMillis) {
        held = owned;
        sentMillis = nowMillis;
    }

    long sentMillis() {
        return sentMillis;
    }

    /** The session came here, with this reply or with that of another attach. */
    void holds(Session arrived) {
        held = arrived;
    }

    /** {@return the newest session object that this process has owned since this was sent; it may be over} */
    @Nullable
    Session held() {
        return held;
    }

    @Override
    protected void completed() {
        reader.open();
    }
}
