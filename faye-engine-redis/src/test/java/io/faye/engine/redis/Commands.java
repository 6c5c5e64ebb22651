package io.faye.engine.redis;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often Redis was asked to do what, as {@code INFO commandstats} counts it, and how long that took. */
final class Commands {

    private static final Pattern CALLS = Pattern.compile("calls=(\\d+)");

    private final RedisServer redis;
    private Map<String, Long> before;
    private long begin;

    Commands(RedisServer redis) {
        this.redis = redis;
        this.begin = System.nanoTime();
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
        begin = System.nanoTime();
        before = count();
    }

    /** {@return how many scripts there were, but for those of heartbeats and those that look at the log} */
    long scripts() {
        return since("evalsha") - since("zremrangebyscore") - since("xinfo", "xinfo|stream");
    }

    /** {@return how often, at the most, a process did what it does once a second, since it was forgotten} */
    long heartbeats() {
        return 2 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
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
