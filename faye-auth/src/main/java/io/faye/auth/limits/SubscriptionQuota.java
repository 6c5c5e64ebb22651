package io.faye.auth.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.faye.auth.limits.RateLimits.Scope;
import io.faye.auth.support.AccessRefusals;
import io.faye.auth.support.SubscriptionFields;
import io.faye.extension.Exchange;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** How many subscriptions those whom it holds apart may have. */
final class SubscriptionQuota {

    private static final int MOST = 100_000;

    private final Scope scope;
    private final int most;
    private final Cache<Object, SubscriptionCount> holdings =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    SubscriptionQuota(Scope scope, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("Expected 1 subscription or more, but got " + most);
        }
        this.scope = scope;
        this.most = most;
    }

    /** {@return what all quotas have to say about a message} */
    static Verdict verdict(
            List<SubscriptionQuota> quotas, Message message, Exchange exchange, Function<BayeuxError, Verdict> refuse) {
        if (quotas.isEmpty() || exchange.client().isEmpty()) {
            return Verdict.pass(message);
        }
        CompletionStage<Boolean> fits = CompletableFuture.completedFuture(true);
        for (SubscriptionQuota quota : quotas) {
            fits = fits.thenCompose(
                    before -> before ? quota.take(message, exchange) : CompletableFuture.completedFuture(false));
        }
        BayeuxError error = new BayeuxError(429, List.of("subscriptions"), "Too many subscriptions");
        return AccessRefusals.when(fits.thenApply(all -> all ? Verdict.pass(message) : refuse.apply(error)));
    }

    private CompletionStage<Boolean> take(Message message, Exchange exchange) {
        Optional<Channel> channel = message.channel();
        ClientId client = exchange.client().orElseThrow();
        SubscriptionCount mine = holdings.get(scope.key(exchange).orElseThrow(), key -> new SubscriptionCount(most));
        if (channel.filter(Channel.UNSUBSCRIBE::equals).isPresent()) {
            unsubscribe(mine, client, exchange);
        } else if (channel.filter(Channel.SUBSCRIBE::equals).isPresent()) {
            // Set.copyOf would take quadratic time for names of one hash code, which clients can choose.
            return subscribe(mine, client, new HashSet<>(SubscriptionFields.names(message)), exchange);
        }
        return CompletableFuture.completedFuture(true);
    }

    private static void unsubscribe(SubscriptionCount mine, ClientId client, Exchange exchange) {
        long begun = mine.leaving();
        exchange.answer().thenAccept(reply -> mine.left(client, SubscriptionFields.left(reply), begun));
    }

    /** The ends of sessions are not reported here, so the ended sessions are looked up when the quota is used up. */
    private static CompletionStage<Boolean> subscribe(
            SubscriptionCount mine, ClientId client, Set<String> names, Exchange exchange) {
        return ask(mine, client, names, exchange)
                ? CompletableFuture.completedFuture(true)
                : mine.forgetThoseGone(exchange.sessions()).thenApply(done -> ask(mine, client, names, exchange));
    }

    private static boolean ask(SubscriptionCount mine, ClientId client, Set<String> names, Exchange exchange) {
        boolean fits = mine.ask(client, names);
        if (fits) {
            exchange.answer().thenAccept(reply -> mine.answered(client, names, SubscriptionFields.held(reply)));
        }
        return fits;
    }
}
