package io.faye.standalone.api;

import io.faye.protocol.Json;
import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.server.BayeuxServer;
import io.faye.server.Peer;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

/**
 * Publishes what programs send: {@code POST /api/publish} one object, {@code POST /api/batch} a list of them. The answer comes
 * when the engine has accepted every message, or a message is refused. Messages of one request are accepted in their order.
 */
public final class PublishApi implements HttpHandler, AutoCloseable {

    /** The path at which one object is published. */
    public static final String PUBLISH = "/api/publish";
    /** The path at which a list of objects is published. */
    public static final String BATCH = "/api/batch";

    private static final String JSON = "application/json";

    private final Supplier<BayeuxServer> server;
    private final ThreadPoolExecutor threads = ApiThreads.start();

    /**
     * Creates the API of a server.
     *
     * @param server gives the server; may throw {@link IllegalStateException} as long as it has not started
     */
    public PublishApi(Supplier<BayeuxServer> server) {
        this.server = server;
    }

    /**
     * {@return whether a path is one of this API's}
     *
     * @param path the path of a request
     */
    public static boolean holds(String path) {
        return path.equals(PUBLISH) || path.equals(BATCH);
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        if (!call.method().equals("POST")) {
            return reply(Problem.reply(405, "Expected POST").with("Allow", "POST"));
        }
        if (!isJson(call)) {
            return reply(Problem.reply(415, "Expected 'Content-Type: application/json'"));
        }
        if (call.header("idempotency-key").isPresent()) {
            return reply(Problem.reply(
                    400, "This server does not know whether a request came before: send no 'Idempotency-Key'"));
        }
        CompletableFuture<HttpReply> answered = new CompletableFuture<>();
        try {
            threads.execute(() -> publish(call, answered));
        } catch (RejectedExecutionException e) {
            answered.complete(Problem.reply(503, "The server has as many requests to publish as it takes"));
        }
        return answered;
    }

    private static boolean isJson(HttpCall call) {
        String type = call.header("content-type").orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals(JSON);
    }

    private void publish(HttpCall call, CompletableFuture<HttpReply> answered) {
        try {
            List<Message> messages = messages(call);
            publish(messages, call)
                    .whenComplete((results, fault) -> answered.complete(
                            fault == null ? answer(results) : Problem.reply(500, "The server failed to publish")));
        } catch (IllegalArgumentException e) {
            answered.complete(Problem.reply(400, String.valueOf(e.getMessage())));
        } catch (IllegalStateException e) {
            answered.complete(Problem.reply(503, "The server is starting or stopping"));
        } catch (RuntimeException e) {
            answered.completeExceptionally(e);
        }
    }

    /** {@return what to publish; nothing is published if a part of the request is wrong} */
    private List<Message> messages(HttpCall call) {
        boolean isList = firstVisible(call.body()) == '[';
        if (isList != call.path().equals(BATCH)) {
            throw new IllegalArgumentException(
                    "Expected one object for " + PUBLISH + ", or a list of objects for " + BATCH);
        }
        try {
            List<Message> messages = new ArrayList<>();
            for (Message asked : server.get().codec().decode(call.body())) {
                messages.addAll(Publication.of(asked, server.get()).messages());
            }
            int most = server.get().codec().limits().maxMessages();
            if (messages.isEmpty() || messages.size() > most) {
                throw new IllegalArgumentException("Expected 1 to " + most + " messages, but got " + messages.size());
            }
            return messages;
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("Expected JSON in UTF-8: " + e.getMessage(), e);
        }
    }

    private static char firstVisible(byte[] body) {
        for (byte octet : body) {
            if (octet > ' ') {
                return (char) octet;
            }
        }
        return ' ';
    }

    /** Each message is a request of its own on one connection, so each has its own reply and all keep their order. */
    private CompletionStage<List<PublishResult>> publish(List<Message> messages, HttpCall call) {
        Peer peer = server.get().connect(new ApiSink(threads));
        ApiRequest request = new ApiRequest(call);
        List<CompletableFuture<PublishResult>> results = new ArrayList<>();
        for (Message message : messages) {
            CompletableFuture<PublishResult> result = new CompletableFuture<>();
            results.add(result);
            peer.receive(List.of(message), request, replies -> result.complete(PublishResult.of(message, replies)));
        }
        return CompletableFuture.allOf(results.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> {
                    peer.closed();
                    return results.stream().map(CompletableFuture::join).toList();
                });
    }

    private static HttpReply answer(List<PublishResult> results) {
        long accepted = results.stream().filter(PublishResult::isAccepted).count();
        if (accepted == results.size()) {
            return HttpReply.json(200, Json.of(Map.of("accepted", accepted)) + "\n")
                    .with("Cache-Control", "no-store");
        }
        PublishResult first = results.stream()
                .filter(result -> !result.isAccepted())
                .findFirst()
                .orElseThrow();
        List<Map<String, Object>> all =
                results.stream().map(PublishResult::toFields).toList();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("accepted", accepted);
        details.put("results", all);
        return Problem.reply(first.status(), first.reason(), details);
    }

    private static CompletionStage<HttpReply> reply(HttpReply reply) {
        return CompletableFuture.completedStage(reply);
    }

    /** Ends the threads; requests that are being processed are answered if the server answers them. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
