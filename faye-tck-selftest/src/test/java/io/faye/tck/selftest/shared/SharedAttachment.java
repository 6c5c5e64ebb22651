package io.faye.tck.selftest.shared;

import io.faye.engine.Batch;
import io.faye.engine.support.BlockingAttachment;
import io.faye.protocol.ClientId;
import java.util.Map;
import java.util.Optional;

/** An attachment of a {@link SharedEngine}, which does the work. */
record SharedAttachment(SharedEngine engine, ClientId client, String id, Map<String, String> attributes, String left)
        implements BlockingAttachment {

    @Override
    public Optional<String> note() {
        return Optional.of(left).filter(note -> !note.isEmpty());
    }

    @Override
    public Batch read(long after, int maxMessages, int maxBytes) {
        return engine.read(this, after, maxMessages, maxBytes);
    }

    @Override
    public void acknowledge(long upTo) {
        engine.acknowledge(this, upTo);
    }

    @Override
    public void release(String note) {
        engine.release(this, note);
    }
}
