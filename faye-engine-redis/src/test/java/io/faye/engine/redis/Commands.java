package io.faye.engine.redis;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often Redis was asked to do what, as {@code INFO commandstats} counts it. */
final class Commands {

    private static final Pattern CALLS = Pattern.compile("calls=(\\d+)");

    private final RedisServer redis;
    private Map<String, Long> before;

    Commands(RedisServer redis) {
        this.redis = redis;
        this.before = count();
    }

    private Map<String, Long> count() {
        Map<String, Long> counts = new TreeMap<>();
        redis.info("commandstats").forEach((name, text) -> {
            Matcher calls = CALLS.matcher(text);
            if (calls.find()) {
                counts.put(name.replace("cmdstat_", ""), Long.valueOf(calls.group(1)));
            }
        });
        return counts;
    }

    void forget() {
        before = count();
    }

    /** {@return how many calls there were of these commands since it was forgotten} */
    long since(String... commands) {
        Map<String, Long> now = count();
        long calls = 0;
        for (String command : commands) {
            calls += now.getOrDefault(command, 0L) - before.getOrDefault(command, 0L);
        }
        return calls;
    }
}
