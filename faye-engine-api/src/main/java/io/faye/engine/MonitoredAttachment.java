package io.faye.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** An attachment whose faults are contained. */
final class MonitoredAttachment implements Attachment {

    private final Attachment attachment;
    private final EngineCalls calls;
    private final Map<String, String> attributes;
    private final Optional<String> note;

    MonitoredAttachment(Attachment attachment, EngineCalls calls) {
        this.attachment = attachment;
        this.calls = calls;
        this.attributes = attachment.attributes();
        this.note = attachment.note();
    }

    @Override
    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public Optional<String> note() {
        return note;
    }

    @Override
    public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
        try {
            return calls.value("read", attachment.read(after, maxMessages, maxBytes));
        } catch (RuntimeException | Error e) {
            return calls.threw("read", e);
        }
    }

    @Override
    public CompletionStage<Void> acknowledge(long upTo) {
        try {
            return calls.completion("acknowledge", attachment.acknowledge(upTo));
        } catch (RuntimeException | Error e) {
            return calls.threw("acknowledge", e);
        }
    }

    @Override
    public CompletionStage<Void> release(String note) {
        try {
            return calls.completion("release", attachment.release(note));
        } catch (RuntimeException | Error e) {
            return calls.threw("release", e);
        }
    }
}
