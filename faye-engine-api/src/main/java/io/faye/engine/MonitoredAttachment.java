package io.faye.engine;

import io.faye.protocol.ClientId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** An attachment whose faults are contained. Reads take no part in the order of the session's calls, for speed. */
final class MonitoredAttachment implements Attachment {

    private final ClientId client;
    private final Attachment attachment;
    private final EngineCalls calls;
    private final OrderedOperations operations;
    private final Map<String, String> attributes;
    private final Optional<String> note;

    MonitoredAttachment(ClientId client, Attachment attachment, EngineCalls calls, OrderedOperations operations) {
        this.client = client;
        this.attachment = attachment;
        this.calls = calls;
        this.operations = operations;
        this.attributes = Objects.requireNonNull(attachment.attributes(), "The attachment has no attributes");
        this.note = Objects.requireNonNull(attachment.note(), "The attachment has no optional note");
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

    /** After an attach that was called before, so that a superseded attachment leaves no note for it. */
    @Override
    public CompletionStage<Void> release(String note) {
        return operations.call(client, "release", () -> calls.completion("release", attachment.release(note)));
    }
}
