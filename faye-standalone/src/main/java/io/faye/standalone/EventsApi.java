package io.faye.standalone;

import io.faye.protocol.Json;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The monitoring events after a number, {@code ?after=}, as a list of JSON objects. A request is held while there are none. Who may
 * see them is for the caller to decide.
 */
record EventsApi(EventRing events) implements HttpHandler {

    /** The path on the management port. */
    static final String EVENTS = "/api/events";

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        if (!call.method().equals("GET")) {
            return CompletableFuture.completedStage(
                    HttpReply.text(405, "Expected GET\n").with("Allow", "GET"));
        }
        return events.after(number(call.parameter("after").orElse(""))).thenApply(EventsApi::json);
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static HttpReply json(List<ConsoleEvent> events) {
        Json body = Json.of(events.stream().map(ConsoleEvent::toJson).toList());
        return HttpReply.json(200, body.toString())
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff");
    }
}
