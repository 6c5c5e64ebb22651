package io.faye.auth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Public keys that somebody publishes, as they were when they were last read. */
final class RemoteKeys implements KeySource {

    private static final Logger LOG = LoggerFactory.getLogger(JsonWebTokens.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long FRESH = Duration.ofMinutes(5).toNanos();
    private static final long USABLE = Duration.ofHours(1).toNanos();
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI address;
    private @Nullable Known latest;
    private @Nullable CompletableFuture<Known> reading;
    private long triedAt;
    private long askedForNewerAt;
    private boolean tried;
    private boolean askedForNewer;

    private RemoteKeys(URI address) {
        this.address = address;
    }

    static RemoteKeys at(URI address) {
        boolean safe = "https".equals(address.getScheme())
                || "http".equals(address.getScheme()) && THIS_MACHINE.contains(String.valueOf(address.getHost()));
        if (!safe) {
            throw new IllegalArgumentException(
                    "Expected an https address, because whoever changes the keys on their way can sign, but got "
                            + address);
        }
        return new RemoteKeys(address);
    }

    @Override
    public CompletionStage<VerificationKeyResolver> current() {
        Known known = known();
        if (known == null || !known.isYoungerThan(USABLE)) {
            return read().thenApply(Known::keys);
        }
        if (!known.isYoungerThan(FRESH)) {
            readAgain();
        }
        return CompletableFuture.completedFuture(known.keys());
    }

    private synchronized @Nullable Known known() {
        return latest;
    }

    /** In the background, and not at once again after a failure: the keys that are there will do. */
    private void readAgain() {
        synchronized (this) {
            if (tried && System.nanoTime() - triedAt < PAUSE) {
                return;
            }
        }
        read();
    }

    @Override
    public CompletionStage<VerificationKeyResolver> newerThan(VerificationKeyResolver known) {
        synchronized (this) {
            boolean changed = latest != null && latest.keys() != known;
            long now = System.nanoTime();
            boolean tooSoon = askedForNewer && now - askedForNewerAt < PAUSE;
            if (changed || tooSoon) {
                return CompletableFuture.completedFuture(latest == null ? known : latest.keys());
            }
            askedForNewer = true;
            askedForNewerAt = now;
        }
        return read().handle((read, fault) -> read == null ? known : read.keys());
    }

    /** Reads the keys; those who ask meanwhile wait for the same. */
    private CompletableFuture<Known> read() {
        CompletableFuture<Known> mine;
        synchronized (this) {
            if (reading != null) {
                return reading;
            }
            mine = new CompletableFuture<>();
            reading = mine;
            tried = true;
            triedAt = System.nanoTime();
        }
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(RemoteKeys::parse)
                .whenComplete((read, fault) -> {
                    finish(read, fault);
                    if (read == null) {
                        mine.completeExceptionally(
                                new IllegalStateException("The keys at " + address + " cannot be read", fault));
                    } else {
                        mine.complete(read);
                    }
                });
        return mine;
    }

    private void finish(@Nullable Known read, @Nullable Throwable fault) {
        synchronized (this) {
            reading = null;
            latest = read == null ? latest : read;
        }
        if (fault != null) {
            LOG.warn("The keys at {} cannot be read: {}", address, fault.toString());
        }
    }

    private static Known parse(HttpResponse<String> response) {
        try {
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            JsonWebKeySet set = new JsonWebKeySet(response.body());
            return new Known(new JwksVerificationKeyResolver(set.getJsonWebKeys()), System.nanoTime());
        } catch (IOException | JoseException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Keys that were read.
     *
     * @param keys find the key that a token names
     * @param at when, in nanoseconds
     */
    private record Known(VerificationKeyResolver keys, long at) {

        boolean isYoungerThan(long nanos) {
            return System.nanoTime() - at < nanos;
        }
    }
}
