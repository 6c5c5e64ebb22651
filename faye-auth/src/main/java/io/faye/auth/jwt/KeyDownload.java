package io.faye.auth.jwt;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** Downloads a JSON web key set, with limits on the time of the whole exchange and on the length of the set. */
final class KeyDownload {

    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int LARGEST = 1 << 20;

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final HttpRequest request;

    KeyDownload(URI address) {
        request = HttpRequest.newBuilder(address).build();
    }

    /** {@return the keys, or why they cannot be read, within the time limit} The time limit of a request would end with its header. */
    CompletableFuture<VerificationKeyResolver> start() {
        var exchange = http.sendAsync(request, response -> new LimitedBody(response, LARGEST));
        CompletableFuture<VerificationKeyResolver> keys = exchange.thenApply(response -> parse(response.body()));
        CompletableFuture.delayedExecutor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> keys.completeExceptionally(
                        new HttpTimeoutException("no whole response within " + LONGEST.toSeconds() + " s")));
        return keys.whenComplete((read, fault) -> exchange.cancel(true));
    }

    private static VerificationKeyResolver parse(byte[] body) {
        try {
            JsonWebKeySet set = new JsonWebKeySet(new String(body, StandardCharsets.UTF_8));
            return new JwksVerificationKeyResolver(set.getJsonWebKeys());
        } catch (JoseException e) {
            throw new CompletionException(e);
        }
    }
}
