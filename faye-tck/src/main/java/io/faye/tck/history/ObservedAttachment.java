package io.faye.tck.history;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.protocol.ClientId;
import io.faye.tck.history.Call.ReadFrom;
import io.faye.tck.history.Event.Kind;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One attachment of a session and its listener: both sides are recorded. */
final class ObservedAttachment implements Attachment, AttachmentListener {

    private final RecordedEngine recorded;
    private final ClientId client;
    private final long number;
    private final AttachmentListener listener;
    private volatile @Nullable Attachment attachment;

    /**
     * Makes an attachment that is not open yet.
     *
     * @param number unlike that of all other attachments
     */
    ObservedAttachment(RecordedEngine recorded, ClientId client, long number, AttachmentListener listener) {
        this.recorded = recorded;
        this.client = client;
        this.number = number;
        this.listener = listener;
    }

    long number() {
        return number;
    }

    Attachment opened(Attachment found) {
        attachment = found;
        return this;
    }

    private Attachment attachment() {
        return Objects.requireNonNull(attachment, "The session was not attached");
    }

    @Override
    public Map<String, String> attributes() {
        return attachment().attributes();
    }

    @Override
    public Optional<String> note() {
        return attachment().note();
    }

    @Override
    public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
        return read(Operation.READ, after, maxMessages, maxBytes);
    }

    /** Reads without being told. */
    CompletionStage<Batch> inspect(long after) {
        return read(Operation.INSPECT, after, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private CompletionStage<Batch> read(Operation kind, long after, int maxMessages, int maxBytes) {
        ReadFrom from = new ReadFrom(number, after, maxMessages, maxBytes);
        return recorded.ask(kind, client, from, () -> attachment().read(after, maxMessages, maxBytes));
    }

    @Override
    public CompletionStage<Void> acknowledge(long upTo) {
        return recorded.ask(
                Operation.ACKNOWLEDGE, client, upTo, () -> attachment().acknowledge(upTo));
    }

    @Override
    public CompletionStage<Void> release(String note) {
        return recorded.ask(
                Operation.RELEASE, client, number, () -> attachment().release(note));
    }

    @Override
    public void messagesAvailable() {
        recorded.note(Kind.AVAILABLE, client, number);
        listener.messagesAvailable();
    }

    @Override
    public String moved() {
        recorded.note(Kind.MOVED, client, number);
        return listener.moved();
    }

    @Override
    public void ended() {
        recorded.note(Kind.ENDED, client, number);
        listener.ended();
    }
}
