package io.faye.tck.history;

import io.faye.protocol.ClientId;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** An operation that may be under way. */
final class Pending {

    private final Recording recording;
    private final Operation operation;
    private final int process;
    private final @Nullable ClientId client;
    private final @Nullable Object argument;
    private final Moment begun;
    private volatile long returned = Long.MAX_VALUE;
    private @Nullable Object answer;
    private volatile Moment ended = Moment.NEVER;

    Pending(
            Recording recording,
            Operation operation,
            int process,
            @Nullable ClientId client,
            @Nullable Object argument) {
        this.recording = recording;
        this.operation = operation;
        this.process = process;
        this.client = client;
        this.argument = argument;
        this.begun = recording.now();
    }

    void returned() {
        returned = recording.tick();
    }

    void ended(@Nullable Object with, @Nullable Throwable failure) {
        answer = failure == null ? with : failure instanceof CompletionException ? failure.getCause() : failure;
        ended = recording.now();
    }

    boolean isOver() {
        return ended.tick() != Long.MAX_VALUE && returned != Long.MAX_VALUE;
    }

    Call call() {
        return new Call(operation, process, client, argument, begun, returned, ended, answer);
    }
}
