package io.faye.standalone.api;

import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Lets those requests through that show a key. Each request has to show it in a header field of its own, which no page of another
 * site can make a browser send.
 *
 * @param keys gives the keys that hold now; with none every request is refused
 * @param handler takes the requests that show one
 */
public record Guarded(Supplier<AccessKeys> keys, HttpHandler handler) implements HttpHandler {

    private static final RefusedKeys LOG = new RefusedKeys();

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        Optional<String> shown = AccessKeys.shownBy(call);
        if (shown.filter(keys.get()::hold).isPresent()) {
            return handler.handle(call);
        }
        String reason = shown.isPresent() ? "the key is wrong" : "there is no key";
        LOG.log(reason, call.remoteAddress());
        return CompletableFuture.completedStage(Problem.reply(
                        401, "Expected a key of this server in 'Authorization: Bearer' or 'X-API-Key', but " + reason)
                .with("WWW-Authenticate", "Bearer"));
    }
}
