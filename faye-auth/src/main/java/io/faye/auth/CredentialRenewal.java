package io.faye.auth;

import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has clients come back in time: to be asked for a new credential, and to learn that theirs has expired. */
final class CredentialRenewal {

    private static final String TIMEOUT = "timeout";
    private static final String INTERVAL = "interval";

    private final PrincipalExpiry expiry;

    CredentialRenewal(PrincipalExpiry expiry) {
        this.expiry = expiry;
    }

    /** {@return the message; a connect so that it is not held for longer than the client may be left alone} */
    Message limitPatience(Message message, Principal principal) {
        return connects(message)
                ? principal
                        .expires()
                        .map(expires -> atMost(message, TIMEOUT, expires))
                        .orElse(message)
                : message;
    }

    /** {@return the reply; to a connect with the request for a new credential, if it is time} */
    Message ask(Message reply, Optional<Principal> principal) {
        Optional<Instant> expires = principal.flatMap(Principal::expires);
        if (expires.isEmpty() || !connects(reply) || !reply.isSuccessful()) {
            return reply;
        }
        Message sooner = hasInterval(reply) ? atMost(reply, INTERVAL, expires.get()) : reply;
        return expiry.isDue(principal.get()) ? withRequest(sooner) : sooner;
    }

    private static boolean connects(Message message) {
        return message.channel().filter(Channel.CONNECT::equals).isPresent();
    }

    private static boolean hasInterval(Message reply) {
        return reply.field(Field.ADVICE)
                .flatMap(advice -> advice.field(INTERVAL))
                .isPresent();
    }

    private static Message withRequest(Message reply) {
        Map<String, Object> ext =
                new LinkedHashMap<>(reply.ext().map(Json::fields).orElse(Map.of()));
        ext.put(Credentials.AUTH, Map.of("renew", true));
        return reply.with(Field.EXT, Json.of(ext));
    }

    /** Takes a time in the advice down to what is left. */
    private Message atMost(Message message, String time, Instant expires) {
        Map<String, Object> advice = new LinkedHashMap<>(
                message.field(Field.ADVICE).map(Json::fields).orElse(Map.of()));
        long left = Math.max(1, expiry.left(expires).toMillis());
        if (isLess(advice.get(time), left)) {
            return message;
        }
        advice.put(time, left);
        return message.with(Field.ADVICE, Json.of(advice));
    }

    private static boolean isLess(@Nullable Object given, long left) {
        return given instanceof Json time
                && (time.kind() == Json.Kind.NULL
                        || time.kind() == Json.Kind.NUMBER && Double.parseDouble(time.toString()) <= left);
    }
}
