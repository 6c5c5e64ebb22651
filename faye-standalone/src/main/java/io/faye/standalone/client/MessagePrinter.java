package io.faye.standalone.client;

import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Prints messages, one a line, until there were as many as asked for or nobody reads on. */
final class MessagePrinter implements Consumer<Message> {

    private final PrintWriter output;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int left;
    private long latest = System.nanoTime();
    private @Nullable Message printed;

    /** Prints so many messages. */
    MessagePrinter(PrintWriter output, int count) {
        this.output = output;
        this.left = count;
    }

    /** {@return completes when no more messages are printed} */
    CompletableFuture<Void> done() {
        return done;
    }

    /** A message that several patterns match comes once for each. */
    @Override
    @SuppressWarnings("ReferenceEquality") // An equal message may have been published twice.
    public synchronized void accept(Message message) {
        if (message == printed || left == 0) {
            return;
        }
        printed = message;
        latest = System.nanoTime();
        left--;
        output.println(JsonLine.of(message.without(Field.CLIENT_ID).toJson()));
        if (output.checkError() || left == 0) {
            done.complete(null);
        }
    }

    /** The time without a message begins now. */
    synchronized void begin() {
        latest = System.nanoTime();
    }

    /** {@return how much is left of a time without a message; zero if it is over} */
    synchronized Duration left(Duration silence) {
        Duration left = silence.minusNanos(System.nanoTime() - latest);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
