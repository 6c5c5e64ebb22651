package io.faye.engine.redis.session;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.protocol.ClientId;
import java.util.Optional;

/** An attach of this process that is not answered yet. Its listener is told nothing before the answer. */
final class PendingAttach extends PendingClaim<Optional<Attachment>> {

    private final SerialListener reader;

    PendingAttach(ClientId client, AttachmentListener listener, long number) {
        super(client, number);
        this.reader = new SerialListener(listener, number);
    }

    SerialListener reader() {
        return reader;
    }

    @Override
    protected void told() {
        reader.open();
    }
}
