package io.faye.engine.redis.client;

import io.faye.engine.EngineException;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.exceptions.JedisDataException;

/** Redis did not do what it was asked for, or nobody knows whether it did. */
public final class RedisException extends EngineException {

    private static final long serialVersionUID = 1;

    /** What is known of a call that has failed. */
    public enum Kind {
        /** There was no connection: the call was not begun, or the connection is of no use. */
        UNREACHABLE,
        /** Redis has refused the call, which was not done. */
        REFUSED,
        /** The connection broke after the call was sent and before it was answered. */
        OUTCOME_UNKNOWN
    }

    /** Refusals of a Redis that is not, or not yet, the one that takes writes. */
    private static final List<String> MISPLACED =
            List.of("READONLY", "MOVED", "ASK", "LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "UNBLOCKED");

    private static final Map<String, String> MEANINGS = Map.of(
            "OOM", "Redis is full (maxmemory)",
            "READONLY", "this Redis is a replica",
            "NOREPLICAS", "Redis has too few replicas (min-replicas-to-write)",
            "MISCONF", "Redis cannot save to disk and refuses writes",
            "NOPERM", "the user of Redis lacks a right",
            "LOADING", "Redis is loading its data");

    private final Kind kind;
    private final String code;

    private RedisException(Kind kind, String code, String text, Throwable cause) {
        super(text, cause);
        this.kind = kind;
        this.code = code;
    }

    static RedisException unreachable(RedisAddress address, String reason, Throwable cause) {
        return new RedisException(Kind.UNREACHABLE, "", "Redis at " + address + " " + reason, cause);
    }

    /** {@return a fault that tells what the first cause says} */
    static RedisException unreachable(RedisAddress address, Throwable cause) {
        Throwable first = cause;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String name = first.getClass().getSimpleName();
        String reason = first.getMessage() == null ? name : name + ": " + first.getMessage();
        return unreachable(address, "does not answer: " + reason, cause);
    }

    static RedisException refused(Call call, JedisDataException refusal) {
        String reason = String.valueOf(refusal.getMessage());
        String code = reason.split(" ", 2)[0];
        String meaning = MEANINGS.containsKey(code) ? MEANINGS.get(code) + ": " : "";
        return new RedisException(Kind.REFUSED, code, "Redis refused " + call + ": " + meaning + reason, refusal);
    }

    public static RedisException outcomeUnknown(String reason, Throwable cause) {
        return new RedisException(Kind.OUTCOME_UNKNOWN, "", reason + "; the outcome is unknown", cause);
    }

    /** {@return whether a call that has failed was done perhaps} */
    public static boolean isOutcomeUnknown(RuntimeException fault) {
        return fault instanceof RedisException known && known.kind == Kind.OUTCOME_UNKNOWN;
    }

    /** {@return the first word of Redis' error, such as {@code OOM}; empty if Redis has not answered} */
    String code() {
        return code;
    }

    boolean isMisplaced() {
        return MISPLACED.contains(code);
    }
}
