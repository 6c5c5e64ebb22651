package io.faye.auth.limits;

import io.faye.auth.Authentication;
import io.faye.auth.Principal;
import io.faye.auth.support.ClientNetwork;
import io.faye.auth.support.LimitLog;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Limits messages and bytes a second, subscriptions, and payloads, for each session, principal or address. Each process
 * counts by itself. A message over a limit is refused with {@code 429:messages,1500:Too many requests}: the limit, and the
 * milliseconds after which the message may be sent again; handshakes and connects get these as advice too. Clients in the server's own process are not limited.
 *
 * <p>The limits of {@link Scope#CLIENT} count the messages of sessions. Handshakes, and publishes without a session, count
 * for their principal and their address only; if clients may publish without a session, limit one of these as well. For
 * clients without a principal the limits of {@link Scope#PRINCIPAL} count by address. Add this extension after the
 * {@link Authentication}, which finds the principal. Limits by address may also be added before it, so that they count
 * invalid credentials.
 */
public final class RateLimits implements Extension {

    private final List<RateLimit> limits;
    private final List<SubscriptionQuota> quotas;
    private final int maxPayload;
    private final LimitLog log = new LimitLog(RateLimits.class);

    RateLimits(RateLimitsBuilder builder) {
        limits = List.copyOf(builder.limits);
        quotas = List.copyOf(builder.quotas);
        maxPayload = builder.maxPayload;
    }

    /** {@return a builder of limits that limit nothing yet} */
    public static RateLimitsBuilder builder() {
        return new RateLimitsBuilder();
    }

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        if (exchange.isLocal()) {
            return Verdict.pass(message);
        }
        if (isTooLong(message)) {
            return refuse(new BayeuxError(413, List.of(Field.DATA), "Payload too large"), exchange);
        }
        for (RateLimit limit : limits) {
            long wait = limit.take(message, exchange);
            if (wait > 0) {
                return refuse(limit.what(), wait, message, exchange);
            }
        }
        return SubscriptionQuota.verdict(quotas, message, exchange, error -> refuse(error, exchange));
    }

    /** Subscribers do not get the sender's id. */
    private boolean isTooLong(Message message) {
        return maxPayload < Integer.MAX_VALUE
                && message.data().isPresent()
                && RateLimit.bytes(message.without(Field.CLIENT_ID)) > maxPayload;
    }

    private void log(BayeuxError error, Exchange exchange) {
        String principal = Principal.of(exchange).map(Principal::name).orElse("nobody");
        log.refused(error.arguments().get(0), principal, exchange);
    }

    private Verdict refuse(BayeuxError error, Exchange exchange) {
        log(error, exchange);
        return Verdict.refuse(error);
    }

    private Verdict refuse(String what, long millis, Message message, Exchange exchange) {
        BayeuxError error = new BayeuxError(429, List.of(what, Long.toString(millis)), "Too many requests");
        log(error, exchange);
        return advice(message, millis)
                .map(advice -> Verdict.refuse(error, advice))
                .orElseGet(() -> Verdict.refuse(error));
    }

    /** Without this a client whose connect came too soon would begin a new session. */
    private static Optional<Json> advice(Message message, long millis) {
        boolean connects = isFor(message, Channel.CONNECT);
        return connects || isFor(message, Channel.HANDSHAKE)
                ? Optional.of(Json.of(Map.of("reconnect", connects ? "retry" : "handshake", "interval", millis)))
                : Optional.empty();
    }

    private static boolean isFor(Message message, Channel channel) {
        return message.channel().filter(channel::equals).isPresent();
    }

    /** Whose messages are counted together. */
    public enum Scope {
        /** Those of a session; what is sent without one is not counted. */
        CLIENT,
        /** Those of one principal, in all its sessions and without one. */
        PRINCIPAL,
        /** Those from one IP address; of IPv6, from one network of 64 bits, which one subscriber has to himself. */
        ADDRESS;

        /** {@return what is the same for all messages that are counted together; empty for one that is not counted} */
        Optional<Object> key(Exchange exchange) {
            return switch (this) {
                case CLIENT -> exchange.client().map(Object.class::cast);
                case PRINCIPAL ->
                    Optional.of(principal(exchange).orElseGet(() -> ClientNetwork.of(exchange.request())));
                case ADDRESS -> Optional.of(ClientNetwork.of(exchange.request()));
            };
        }

        private static Optional<Object> principal(Exchange exchange) {
            return Principal.of(exchange).map(Principal::name);
        }
    }
}
