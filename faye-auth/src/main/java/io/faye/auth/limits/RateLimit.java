package io.faye.auth.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.faye.auth.limits.RateLimits.Scope;
import io.faye.extension.Exchange;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** One limit, with a bucket for each of those whom it holds apart; who was quiet for long enough has a full one again. */
final class RateLimit {

    private static final int MOST = 100_000;
    private static final long LARGEST = 1_000_000_000;

    private final String what;
    private final Scope scope;
    private final ToLongFunction<Message> cost;
    private final long perSecond;
    private final long atOnce;
    private final LongSupplier nanos;
    private final Cache<Object, TokenBucket> buckets;

    private RateLimit(
            String what, Scope scope, ToLongFunction<Message> cost, long perSecond, long atOnce, LongSupplier nanos) {
        if (Math.min(perSecond, atOnce) < 1 || Math.max(perSecond, atOnce) > LARGEST) {
            throw new IllegalArgumentException("Expected from 1 to " + LARGEST + " " + what
                    + " a second and at once, but got " + perSecond + " and " + atOnce);
        }
        this.what = what;
        this.scope = scope;
        this.cost = cost;
        this.perSecond = perSecond;
        this.atOnce = atOnce;
        this.nanos = nanos;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(Duration.ofSeconds(1 + atOnce / perSecond))
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    static RateLimit ofMessages(Scope scope, long perSecond, long atOnce, LongSupplier nanos) {
        return new RateLimit("messages", scope, message -> 1, perSecond, atOnce, nanos);
    }

    static RateLimit ofBytes(Scope scope, long perSecond, long atOnce, LongSupplier nanos) {
        return new RateLimit("bytes", scope, RateLimit::bytes, perSecond, atOnce, nanos);
    }

    String what() {
        return what;
    }

    /** {@return 0 if the message may pass, else after how many milliseconds it may} */
    long take(Message message, Exchange exchange) {
        return scope.key(exchange).map(key -> take(key, message)).orElse(0L);
    }

    private long take(Object whose, Message message) {
        long now = nanos.getAsLong();
        return buckets.get(whose, key -> new TokenBucket(perSecond, atOnce, now))
                .take(cost.applyAsLong(message), now);
    }

    static long bytes(Message message) {
        long bytes = 0;
        for (Map.Entry<String, Json> field : message.fields().entrySet()) {
            bytes += field.getKey().getBytes(StandardCharsets.UTF_8).length
                    + field.getValue().length();
        }
        return bytes;
    }
}
