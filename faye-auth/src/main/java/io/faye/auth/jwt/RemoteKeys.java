package io.faye.auth.jwt;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Public keys that an identity provider publishes, as they were when they were last read. Sends one request at a time,
 * and none during the pause after a failure, however many tokens wait. Safe for threads.
 */
final class RemoteKeys implements KeySource {

    private static final Logger LOG = LoggerFactory.getLogger(JsonWebTokens.class);
    private static final long FRESH = Duration.ofMinutes(5).toNanos();
    private static final long USABLE = Duration.ofHours(1).toNanos();
    private static final long BETWEEN_UNKNOWN_KEYS = Duration.ofSeconds(10).toNanos();
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI address;
    private final LongSupplier nanos;
    private final KeyDownload download;
    private final DownloadBackoff backoff = new DownloadBackoff();
    private @Nullable Known latest;
    private @Nullable CompletableFuture<VerificationKeyResolver> reading;
    private long askedForNewerAt;
    private boolean askedForNewer;

    private RemoteKeys(URI address, LongSupplier nanos) {
        this.address = address;
        this.nanos = nanos;
        this.download = new KeyDownload(address);
    }

    static RemoteKeys at(URI address, LongSupplier nanos) {
        boolean safe = "https".equals(address.getScheme())
                || "http".equals(address.getScheme()) && THIS_MACHINE.contains(String.valueOf(address.getHost()));
        if (!safe) {
            throw new IllegalArgumentException(
                    "Expected an https address, because an attacker who changes the keys in transit can sign, but got "
                            + address);
        }
        return new RemoteKeys(address, nanos);
    }

    @Override
    public CompletionStage<VerificationKeyResolver> current() {
        Known known = known();
        if (known == null || !isYoungerThan(USABLE, known)) {
            return read();
        }
        if (!isYoungerThan(FRESH, known)) {
            read();
        }
        return CompletableFuture.completedFuture(known.keys());
    }

    private synchronized @Nullable Known known() {
        return latest;
    }

    private boolean isYoungerThan(long age, Known known) {
        return nanos.getAsLong() - known.readAt() < age;
    }

    @Override
    public CompletionStage<VerificationKeyResolver> newerThan(VerificationKeyResolver known) {
        synchronized (this) {
            boolean changed = latest != null && latest.keys() != known;
            long now = nanos.getAsLong();
            boolean tooSoon = askedForNewer && now - askedForNewerAt < BETWEEN_UNKNOWN_KEYS;
            if (changed || tooSoon) {
                return CompletableFuture.completedFuture(latest == null ? known : latest.keys());
            }
            askedForNewer = true;
            askedForNewerAt = now;
        }
        return read().exceptionally(fault -> known);
    }

    /** {@return the keys of the request that is under way, or else of a new one; fails at once during a pause} */
    private CompletableFuture<VerificationKeyResolver> read() {
        CompletableFuture<VerificationKeyResolver> mine;
        synchronized (this) {
            if (reading != null) {
                return reading;
            }
            if (backoff.isPausing(nanos.getAsLong())) {
                return CompletableFuture.failedFuture(unreadable(null));
            }
            mine = new CompletableFuture<>();
            reading = mine;
        }
        download.start().whenComplete((keys, fault) -> {
            if (keys == null) {
                failed(cause(fault));
                mine.completeExceptionally(unreadable(fault));
            } else {
                succeeded(keys);
                mine.complete(keys);
            }
        });
        return mine;
    }

    private void succeeded(VerificationKeyResolver keys) {
        boolean again;
        synchronized (this) {
            reading = null;
            latest = new Known(keys, nanos.getAsLong());
            again = backoff.isFailing();
            backoff.succeeded();
        }
        if (again) {
            LOG.info("The keys at {} can be read again", address);
        }
    }

    private void failed(String why) {
        Duration pause;
        synchronized (this) {
            reading = null;
            backoff.failed(nanos.getAsLong());
            pause = backoff.pause();
        }
        LOG.warn("The keys at {} cannot be read: {}; the next attempt is after {} s", address, why, pause.toSeconds());
    }

    private static String cause(@Nullable Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return String.valueOf(cause);
    }

    private IllegalStateException unreadable(@Nullable Throwable fault) {
        return new IllegalStateException("The keys at " + address + " cannot be read", fault);
    }

    /**
     * Keys that were read.
     *
     * @param keys find the key that a token names
     * @param readAt when, in nanoseconds
     */
    private record Known(VerificationKeyResolver keys, long readAt) {}
}
