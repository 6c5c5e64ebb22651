package io.faye.client;

import io.faye.protocol.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long the client waits, by its options and the advice of the server. */
final class Times {

    private static final Duration LONGEST_FIRST_REPLY = Duration.ofSeconds(10);
    private static final long LEAST_MARGIN_MILLIS = 5_000;
    /** CometD's server ends sessions 10 s after a connect was answered, and says so nowhere. */
    private static final long LONGEST_SILENCE_MILLIS = 5_000;

    private final @Nullable Duration replyLimit;
    private long timeout = 60_000;
    private long interval;

    Times(@Nullable Duration replyLimit) {
        this.replyLimit = replyLimit;
    }

    /** {@return how long to wait for the reply to a message of the application} */
    Duration reply() {
        return replyLimit == null ? handshakeReply() : replyLimit;
    }

    Duration handshakeReply() {
        return Duration.ofMillis(timeout * 6 / 5);
    }

    /** {@return how long to wait for the first reply over a connection} */
    Duration firstReply() {
        Duration reply = handshakeReply();
        return reply.compareTo(LONGEST_FIRST_REPLY) < 0 ? reply : LONGEST_FIRST_REPLY;
    }

    /** {@return how long to wait for the reply to a connect} The server decides how long it holds one. */
    Duration heldReply() {
        return Duration.ofMillis(timeout + Math.max(timeout / 5, LEAST_MARGIN_MILLIS));
    }

    /** {@return the time from a reply to the next connect} */
    Duration interval() {
        return Duration.ofMillis(interval);
    }

    /** {@return how long a session surely lives after the reply to a connect} */
    Duration silence() {
        return Duration.ofMillis(Math.min(timeout / 2, LONGEST_SILENCE_MILLIS));
    }

    /** Follows the advice of a successful reply. A timeout of 0 says only that this connect was not held. */
    void follow(Json advice) {
        followTimeout(advice);
        long advised = number(advice, "interval");
        interval = advised >= 0 ? advised : interval;
    }

    /** Follows what the advice of a refusal says about later connects. */
    void followTimeout(Json advice) {
        long advised = number(advice, "timeout");
        timeout = advised > 0 ? advised : timeout;
    }

    private static long number(Json advice, String name) {
        return advice.field(name).stream()
                .mapToLong(json -> json.asLong().orElse(-1))
                .findFirst()
                .orElse(-1);
    }
}
