package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads for one client as a server does, from the moment at which it attaches: once by itself, again when told and
 * after a full batch, and never otherwise. Acknowledges what it has read.
 */
final class Reading implements AutoCloseable {

    private static final int FULL = 10;
    private static final int MOST_BYTES = 1_000;

    private final Client client;
    private final int maxMessages;
    private final int maxBytes;
    private final Handle handle;
    private final AtomicReference<State> state = new AtomicReference<>(State.ATTACHING);
    private final List<Message> messages = new ArrayList<>();
    private volatile @Nullable Throwable fault;
    private long position;

    private Reading(Client client, int maxMessages, int maxBytes) {
        this.client = client;
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
        this.handle = Handle.of(client.host(), client.id(), this);
    }

    static Reading begin(Client client) {
        return begin(client, FULL, MOST_BYTES);
    }

    static Reading begin(Client client, int maxMessages, int maxBytes) {
        Reading reading = new Reading(client, maxMessages, maxBytes);
        reading.handle.attach();
        reading.handle.attachment();
        reading.state.compareAndSet(State.ATTACHING, State.QUIET);
        reading.available();
        return reading;
    }

    Handle handle() {
        return handle;
    }

    /** Only marks and schedules: called by engines. */
    void available() {
        State before = state.getAndUpdate(State::told);
        if (before == State.QUIET) {
            run(this::read);
        }
    }

    private void run(Runnable task) {
        client.host().service().threads().execute(task);
    }

    private void read() {
        CompletableFuture<Batch> batch = handle.reads(position, maxMessages, maxBytes);
        batch.whenCompleteAsync(this::take, client.host().service().threads());
    }

    private void take(@Nullable Batch batch, @Nullable Throwable failed) {
        if (batch == null) {
            fault = failed;
            state.set(State.STOPPED);
            return;
        }
        add(batch);
        boolean full = batch.messages().size() == maxMessages;
        if (state.updateAndGet(now -> now.afterRead(full)) == State.READING) {
            read();
        }
    }

    /** Acknowledges first: whoever sees the messages may release the client, and that is to come behind. */
    private void add(Batch batch) {
        if (!batch.isEmpty()) {
            position = batch.last();
            handle.acknowledges(position);
        }
        synchronized (messages) {
            messages.addAll(batch.messages());
        }
    }

    /** {@return the data of all that has come until now} */
    List<String> data() {
        synchronized (messages) {
            return Client.data(messages);
        }
    }

    int size() {
        synchronized (messages) {
            return messages.size();
        }
    }

    /** Waits until this many messages have come, as long as any come. */
    List<String> awaits(int count) {
        int before;
        do {
            before = size();
            client.host().service().patience().becomes(() -> size() >= count || fault != null);
        } while (size() > before && size() < count && fault == null);
        Check.that(
                size() >= count && fault == null,
                client + ", whose host reads after each messagesAvailable, got " + size() + " messages of " + count
                        + (fault == null
                                ? ", and messagesAvailable was not called again"
                                : ", and then a read failed: " + fault));
        return data();
    }

    /** Waits until no read is under way that could fail for what the test does next. */
    void awaitsQuiet() {
        client.host().service().patience().until(client + " has read", () -> state.get() == State.QUIET);
    }

    /** Begins no more reads, since somebody else does or the session is over. */
    void stop() {
        state.updateAndGet(State::stopped);
    }

    /**
     * Reads no more, and says so to the engine. Not before the last read is done: what that would find and acknowledge
     * after the release is for whoever reads next.
     */
    @Override
    public void close() {
        stop();
        client.host().service().patience().until(client + "'s last read is done", () -> state.get() == State.STOPPED);
        handle.release("");
    }

    private enum State {
        /** Reads when it is attached, whether or not it is told before that. */
        ATTACHING,
        QUIET,
        READING,
        /** Told during a read: reads once more. */
        TOLD,
        /** During the last read. */
        STOPPING,
        STOPPED;

        State told() {
            return switch (this) {
                case QUIET -> READING;
                case READING, TOLD -> TOLD;
                case ATTACHING, STOPPING, STOPPED -> this;
            };
        }

        State afterRead(boolean full) {
            return switch (this) {
                case READING -> full ? READING : QUIET;
                case TOLD -> READING;
                case STOPPING -> STOPPED;
                case ATTACHING, QUIET, STOPPED -> this;
            };
        }

        State stopped() {
            return this == READING || this == TOLD || this == STOPPING ? STOPPING : STOPPED;
        }
    }
}
