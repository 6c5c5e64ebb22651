package io.faye.tck.selftest.shared;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** An attachment whose calls are made in order with those of its session. */
record OffloadedAttachment(SharedAttachment attachment, SharedCalls calls, Offload offload) implements Attachment {

    @Override
    public Map<String, String> attributes() {
        return attachment.attributes();
    }

    @Override
    public Optional<String> note() {
        return Optional.of(attachment.note()).filter(note -> !note.isEmpty());
    }

    @Override
    public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
        return offload.call(attachment.client(), () -> calls.read(attachment, after, maxMessages, maxBytes));
    }

    @Override
    public CompletionStage<Void> acknowledge(long upTo) {
        return offload.call(attachment.client(), () -> {
            calls.acknowledge(attachment, upTo);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> release(String note) {
        return offload.call(attachment.client(), () -> {
            calls.release(attachment, note);
            return null;
        });
    }
}
