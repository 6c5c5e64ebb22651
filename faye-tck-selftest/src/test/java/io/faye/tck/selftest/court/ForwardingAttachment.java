package io.faye.tck.selftest.court;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Passes everything on to an attachment; a wrong engine overrides one thing. */
public class ForwardingAttachment implements Attachment {

    private final Attachment right;

    /** Creates an attachment that passes everything on to this one. */
    public ForwardingAttachment(Attachment right) {
        this.right = right;
    }

    @Override
    public Map<String, String> attributes() {
        return right.attributes();
    }

    @Override
    public Optional<String> note() {
        return right.note();
    }

    @Override
    public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
        return right.read(after, maxMessages, maxBytes);
    }

    @Override
    public CompletionStage<Void> acknowledge(long upTo) {
        return right.acknowledge(upTo);
    }

    @Override
    public CompletionStage<Void> release(String note) {
        return right.release(note);
    }
}
