package io.faye.standalone.api;

import io.faye.extension.Sessions;
import io.faye.extension.Sessions.Page;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.server.BayeuxServer;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Counts the subscribers of each channel and pattern in the service: {@code GET /api/channels}, those with the most subscribers first.
 * It asks the engine for the subscriptions of every session, so one request at a time is worked on.
 */
public final class ChannelsApi implements HttpHandler {

    /** The path. */
    public static final String CHANNELS = "/api/channels";

    private static final int AT_ONCE = 100;
    private static final int MOST_LISTED = 1_000;

    private final Sessions sessions;
    private final AtomicBoolean counting = new AtomicBoolean();

    /**
     * Creates the API of a server.
     *
     * @param server the server
     */
    public ChannelsApi(BayeuxServer server) {
        this.sessions = server.sessions();
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        if (!call.method().equals("GET")) {
            return CompletableFuture.completedStage(
                    Problem.reply(405, "Expected GET").with("Allow", "GET"));
        }
        if (!counting.compareAndSet(false, true)) {
            return CompletableFuture.completedStage(Problem.reply(503, "The server is counting for another request"));
        }
        Counts counts = new Counts();
        return countFrom(null, counts)
                .handle((done, fault) ->
                        fault == null ? counts.reply() : Problem.reply(503, "The engine did not answer; try again"))
                .whenComplete((reply, fault) -> counting.set(false));
    }

    /** One page after the other. Each goes on in a task of its own, because engines may answer at once. */
    private CompletionStage<Void> countFrom(@Nullable String cursor, Counts counts) {
        return sessions.list(cursor, AT_ONCE).thenComposeAsync(page -> count(page, counts)
                .thenCompose(done ->
                        page.next() == null ? CompletableFuture.completedStage(null) : countFrom(page.next(), counts)));
    }

    private CompletionStage<Void> count(Page page, Counts counts) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (ClientId client : page.clients().keySet()) {
            all.add(sessions.session(client)
                    .subscriptions()
                    .thenAccept(patterns -> patterns.ifPresent(counts::add))
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
    }

    /** How many sessions there are, and how many of them are subscribed to what. */
    private static final class Counts {

        private final Map<String, Integer> subscribers = new TreeMap<>();
        private int counted;

        synchronized void add(Collection<ChannelPattern> patterns) {
            counted++;
            patterns.forEach(pattern -> subscribers.merge(pattern.toString(), 1, Integer::sum));
        }

        synchronized HttpReply reply() {
            List<Map<String, Object>> listed = subscribers.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .limit(MOST_LISTED)
                    .map(entry -> entry(entry.getKey(), entry.getValue()))
                    .toList();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("sessions", counted);
            fields.put("patterns", subscribers.size());
            fields.put("channels", listed);
            return HttpReply.json(200, Json.of(fields) + "\n").with("Cache-Control", "no-store");
        }

        private static Map<String, Object> entry(String pattern, int count) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("channel", pattern);
            fields.put("subscribers", count);
            return fields;
        }
    }
}
