package io.faye.standalone.api;

import io.faye.protocol.Json;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Reloads the configuration of a server: {@code POST /reload}. The answer names the options that have changed and need a new
 * start, or says why the new configuration cannot be used.
 *
 * @param reload reads and uses the configuration, and returns the options that need a new start; throws {@link
 *     IllegalArgumentException} if the configuration cannot be used
 */
public record ReloadApi(Supplier<List<String>> reload) implements HttpHandler {

    /** The path. */
    public static final String RELOAD = "/reload";

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        return CompletableFuture.completedStage(
                call.method().equals("POST")
                        ? reloaded()
                        : Problem.reply(405, "Expected POST").with("Allow", "POST"));
    }

    private HttpReply reloaded() {
        try {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("reloaded", true);
            fields.put("needsRestart", reload.get());
            return HttpReply.json(200, Json.of(fields) + "\n").with("Cache-Control", "no-store");
        } catch (IllegalArgumentException e) {
            return Problem.reply(422, String.valueOf(e.getMessage()));
        }
    }
}
