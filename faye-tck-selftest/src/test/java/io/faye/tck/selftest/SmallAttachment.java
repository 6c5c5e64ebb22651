package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** An attachment of a {@link SmallEngine}, which does the work. */
record SmallAttachment(
        SmallEngine engine,
        SmallSession session,
        AttachmentListener listener,
        Map<String, String> attributes,
        String left)
        implements Attachment {

    @Override
    public Optional<String> note() {
        return Optional.of(left).filter(text -> !text.isEmpty());
    }

    @Override
    public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
        return engine.change(
                session.id,
                new Batch(List.of(), after),
                (alive, work) -> engine.read(alive, listener, after, maxMessages, maxBytes, work));
    }

    @Override
    public CompletionStage<Void> acknowledge(long upTo) {
        return engine.look(session.id, null, alive -> {
            engine.acknowledge(alive, listener, upTo);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> release(String note) {
        return engine.look(session.id, null, alive -> {
            engine.release(alive, listener, note);
            return null;
        });
    }
}
