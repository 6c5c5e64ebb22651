package io.faye.client;

import io.faye.protocol.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What was sent and is not answered yet, by the ids of messages. Used on the client's loop only. */
final class Requests {

    private record Waiting(CompletableFuture<Message> reply, Loop.Timeout limit) {}

    private final Loop loop;
    private final Map<String, Waiting> waiting = new HashMap<>();

    Requests(Loop loop) {
        this.loop = loop;
    }

    /** {@return the reply, which completes on the loop; fails if it is not there within the time or cannot come any more} */
    CompletableFuture<Message> expect(String id, Duration time) {
        CompletableFuture<Message> reply = new CompletableFuture<>();
        FayeClientException late = new FayeClientException("No reply within " + time.toMillis() + " ms", null);
        waiting.put(id, new Waiting(reply, loop.after(time, () -> fail(id, late))));
        return reply;
    }

    boolean expects(String id) {
        return waiting.containsKey(id);
    }

    void answer(String id, Message reply) {
        Waiting request = waiting.remove(id);
        if (request != null) {
            request.limit().cancel();
            request.reply().complete(reply);
        }
    }

    void fail(String id, Throwable reason) {
        Waiting request = waiting.remove(id);
        if (request != null) {
            request.limit().cancel();
            request.reply().completeExceptionally(reason);
        }
    }

    void failAll(Throwable reason) {
        List.copyOf(waiting.keySet()).forEach(id -> fail(id, reason));
    }
}
