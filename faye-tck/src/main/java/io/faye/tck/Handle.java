package io.faye.tck;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.protocol.ClientId;
import io.faye.tck.Heard.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attachment of a session in one process, with the listener that notes all that the engine tells it. */
final class Handle implements AttachmentListener {

    private final Host host;
    private final ClientId client;
    private final @Nullable Reading reading;
    private final CompletableFuture<Optional<Attachment>> stage = new CompletableFuture<>();
    private final List<Kind> told = new CopyOnWriteArrayList<>();
    private volatile String note = "";
    private volatile boolean released;

    private Handle(Host host, ClientId client, @Nullable Reading reading) {
        this.host = host;
        this.client = client;
        this.reading = reading;
    }

    /** Attaches a session; the handle is known to the host before the engine is called, which may call back at once. */
    static Handle attach(Host host, ClientId client, @Nullable Reading reading) {
        Handle handle = of(host, client, reading);
        handle.attach();
        return handle;
    }

    /** {@return a handle that does not attach yet, so that a reading knows it before the engine calls} */
    static Handle of(Host host, ClientId client, @Nullable Reading reading) {
        return new Handle(host, client, reading);
    }

    void attach() {
        host.attaches(client, this);
        host.engine().attach(client, this).whenComplete((found, fault) -> {
            if (fault == null) {
                stage.complete(found);
            } else {
                stage.completeExceptionally(cause(fault));
            }
        });
    }

    private static Throwable cause(Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    }

    CompletableFuture<Optional<Attachment>> stage() {
        return stage;
    }

    private <T> T get(String what, CompletableFuture<T> future) {
        return host.service()
                .patience()
                .get(what + " of " + host.service().names().of(client), future);
    }

    /** {@return the attachment; fails the test if the session is unknown} */
    Attachment attachment() {
        return get("attach", stage).orElseThrow(() -> new AssertionError("attach found no session"));
    }

    /** Sets what this gives to the process that supersedes it. */
    Handle notes(String text) {
        note = text;
        return this;
    }

    CompletableFuture<Batch> reads(long after, int maxMessages, int maxBytes) {
        return with(
                attachment -> attachment.read(after, maxMessages, maxBytes),
                () -> CompletableFuture.completedFuture(new Batch(List.of(), after)));
    }

    CompletableFuture<Void> acknowledges(long upTo) {
        return with(attachment -> attachment.acknowledge(upTo), () -> CompletableFuture.completedFuture(null));
    }

    CompletableFuture<Void> releases(String text) {
        released = true;
        return with(attachment -> attachment.release(text), () -> CompletableFuture.completedFuture(null));
    }

    private <T> CompletableFuture<T> with(
            Function<Attachment, CompletionStage<T>> call, Supplier<CompletionStage<T>> otherwise) {
        return stage.thenCompose(found -> found.map(call).orElseGet(otherwise));
    }

    /** {@return the note that the one before it left} */
    Optional<String> note() {
        return attachment().note();
    }

    /** Waits until as many messages can be read that are not acknowledged, and expects these data. */
    void awaits(Object... data) {
        host.service()
                .patience()
                .until(
                        "the newest attachment can read " + data.length + " messages",
                        () -> read(0).messages().size() >= data.length);
        Check.equal("What the newest attachment reads", Client.json(data), Client.data(read(0)));
    }

    Batch read(long after) {
        return get("read", reads(after, Client.ALL, Client.ALL));
    }

    void acknowledge(long upTo) {
        get("acknowledge", acknowledges(upTo));
    }

    void release(String text) {
        get("release", releases(text));
    }

    /** {@return what the engine called, in order} */
    List<Kind> told() {
        return told;
    }

    int told(Kind kind) {
        return (int) told.stream().filter(kind::equals).count();
    }

    /** {@return whether the session was there, and the kit has not released this} */
    boolean isHeld() {
        return isAttached() && !released;
    }

    /** {@return whether attach found a session} */
    boolean isAttached() {
        return stage.isDone()
                && !stage.isCompletedExceptionally()
                && stage.join().isPresent();
    }

    @Override
    public void messagesAvailable() {
        told.add(Kind.AVAILABLE);
        if (reading != null) {
            reading.available();
        }
        host.note(Kind.AVAILABLE, client);
    }

    @Override
    public String moved() {
        stopReading(Kind.MOVED);
        host.note(Kind.MOVED, client);
        return note;
    }

    @Override
    public void ended() {
        stopReading(Kind.ENDED);
        host.note(Kind.ENDED, client);
    }

    private void stopReading(Kind kind) {
        told.add(kind);
        if (reading != null) {
            reading.stop();
        }
    }
}
