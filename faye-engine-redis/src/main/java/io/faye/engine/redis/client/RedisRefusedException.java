package io.faye.engine.redis.client;

import io.faye.engine.EngineException;
import java.util.List;
import java.util.Map;

/** Redis refused a call, which was not done. */
public final class RedisRefusedException extends EngineException {

    private static final long serialVersionUID = 1;

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

    private final String code;

    RedisRefusedException(Call call, String reason) {
        super("Redis refused " + call + explained(reason));
        this.code = code(reason);
    }

    private static String code(String reason) {
        int blank = reason.indexOf(' ');
        return blank < 0 ? reason : reason.substring(0, blank);
    }

    private static String explained(String reason) {
        String meaning = MEANINGS.get(code(reason));
        return ": " + (meaning == null ? "" : meaning + ": ") + reason;
    }

    /** {@return the first word of Redis' error, such as {@code OOM}} */
    public String code() {
        return code;
    }

    boolean isMisplaced() {
        return MISPLACED.contains(code);
    }
}
