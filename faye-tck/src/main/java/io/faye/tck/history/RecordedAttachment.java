package io.faye.tck.history;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.tck.history.Call.ReadFrom;
import io.faye.tck.history.Event.Kind;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One attachment of a session: notes what it is asked and answers, and what its listener is told. */
final class RecordedAttachment implements AttachmentListener {

    private final RecordedEngine engine;
    private final Session session;
    private final long number;
    private final @Nullable Reader reader;
    private volatile @Nullable Attachment attachment;
    private volatile boolean isOver;

    /** @param number unlike that of all other attachments */
    RecordedAttachment(RecordedEngine engine, Session session, long number, @Nullable Reader reader) {
        this.engine = engine;
        this.session = session;
        this.number = number;
        this.reader = reader;
    }

    long number() {
        return number;
    }

    Session session() {
        return session;
    }

    /** {@return whether there is nothing more to be told} */
    boolean isOver() {
        return isOver;
    }

    void opened(Optional<Attachment> opened) {
        attachment = opened.orElse(null);
    }

    /** Reads once by itself, if it reads when told. */
    void begin() {
        if (reader != null) {
            reader.begin(this);
        }
    }

    private Attachment attachment() {
        return Objects.requireNonNull(attachment, "The session was not attached");
    }

    CompletableFuture<Batch> read(ReadFrom from) {
        return read(Operation.READ, from);
    }

    CompletableFuture<Batch> read(Operation kind, ReadFrom from) {
        return engine.ask(kind, session.client(), from, () -> attachment()
                .read(from.after(), from.maxMessages(), from.maxBytes()));
    }

    CompletableFuture<Void> acknowledge(long upTo) {
        return engine.ask(Operation.ACKNOWLEDGE, session.client(), upTo, () -> attachment()
                .acknowledge(upTo));
    }

    CompletableFuture<Void> release() {
        stop();
        return engine.ask(
                Operation.RELEASE, session.client(), number, () -> attachment().release(""));
    }

    /** Reads no more. */
    void stop() {
        isOver = true;
        if (reader != null) {
            reader.stop();
        }
    }

    @Override
    public void messagesAvailable() {
        engine.note(Kind.AVAILABLE, session.client(), number);
        if (reader != null) {
            reader.available();
        }
    }

    @Override
    public String moved() {
        engine.note(Kind.MOVED, session.client(), number);
        stop();
        return "";
    }

    @Override
    public void ended() {
        engine.note(Kind.ENDED, session.client(), number);
        stop();
    }
}
