package io.faye.server;

import io.faye.extension.Request;
import io.faye.protocol.Message;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** A local client's connection to the server, for one session. */
final class InProcessSink implements MessageSink {

    private final Executor thread;
    private final Handlers handlers;
    private final Consumer<CloseReason> closed;
    private final Peer peer;
    private final Set<Unanswered> unanswered = ConcurrentHashMap.newKeySet();
    private volatile boolean gone;

    /**
     * Connects.
     *
     * @param pool runs the connection's tasks
     * @param handlers take what is delivered
     * @param server makes the server's end
     * @param closed is told on the pool why the server closes the connection
     */
    InProcessSink(Executor pool, Handlers handlers, Function<MessageSink, Peer> server, Consumer<CloseReason> closed) {
        this.thread = ServerThreads.serial(pool);
        this.handlers = handlers;
        this.closed = closed;
        this.peer = server.apply(this);
    }

    /**
     * {@return the server's reply, successful or not} Fails with {@link RefusedException} if an extension drops the
     * request, and with {@link IllegalStateException} if the connection ends before.
     */
    CompletableFuture<Message> ask(Message message) {
        Unanswered request = new Unanswered();
        unanswered.add(request);
        if (gone) {
            fail(request, ended());
            return request.reply;
        }
        try {
            peer.receive(List.of(message), Request.LOCAL, replies -> answer(request, replies));
        } catch (RuntimeException | Error e) {
            fail(request, e);
        }
        return request.reply;
    }

    private void answer(Unanswered request, List<Message> replies) {
        if (replies.isEmpty()) {
            fail(request, new RefusedException("an extension dropped the request"));
        } else {
            unanswered.remove(request);
            request.reply.complete(replies.get(0));
        }
    }

    /** Ends the connection. Requests that are under way fail. */
    void leave() {
        gone = true;
        peer.closed();
        List.copyOf(unanswered).forEach(request -> fail(request, ended()));
    }

    private void fail(Unanswered request, Throwable fault) {
        unanswered.remove(request);
        request.reply.completeExceptionally(fault);
    }

    private static IllegalStateException ended() {
        return new IllegalStateException("The session ended before the reply");
    }

    /** The handlers take more again. */
    void takesMore() {
        peer.writable();
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public boolean isWritable() {
        return !handlers.areBusy();
    }

    @Override
    public void later(Runnable task) {
        thread.execute(task);
    }

    @Override
    public void deliver(List<Message> messages, Runnable written) {
        handlers.handle(messages, written);
    }

    @Override
    public void close(CloseReason reason) {
        thread.execute(() -> closed.accept(reason));
    }

    /** A request that is under way. */
    private static final class Unanswered {

        private final CompletableFuture<Message> reply = new CompletableFuture<>();
    }
}
