package io.faye.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.faye.extension.Exchange;
import io.faye.protocol.ClientId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ends sessions whose principal has expired: once, however many messages were on their way to them. */
final class Endings {

    private final Cache<ClientId, CompletionStage<Boolean>> lately = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .executor(Runnable::run)
            .build();

    /** {@return completes when the session of an exchange has ended, or the engine could not do that} */
    CompletionStage<Boolean> end(Exchange exchange) {
        Optional<ClientId> client = exchange.client();
        if (client.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        CompletionStage<Boolean> under = lately.asMap().putIfAbsent(client.get(), ended);
        if (under != null) {
            return under;
        }
        exchange.sessions()
                .disconnect(client.get())
                .whenComplete((done, fault) -> ended.complete(fault == null && done));
        return ended;
    }
}
