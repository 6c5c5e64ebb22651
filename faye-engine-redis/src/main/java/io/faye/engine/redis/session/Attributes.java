package io.faye.engine.redis.session;

import io.faye.engine.redis.log.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session's attributes, where changes may arrive in another order than they were made. */
public final class Attributes {

    private final Map<String, Long> versions = new HashMap<>();
    private final long base;
    private Map<String, String> values;

    /**
     * Makes attributes.
     *
     * @param version how many changes there were until now
     */
    Attributes(Map<String, String> values, long version) {
        this.values = Map.copyOf(values);
        this.base = version;
    }

    public synchronized Map<String, String> values() {
        return values;
    }

    /** {@return how many changes there were, as far as is known here} */
    public synchronized long version() {
        return versions.values().stream().mapToLong(Long::longValue).reduce(base, Math::max);
    }

    void change(Entry.Attributed entry) {
        List<String> change = entry.change();
        change(entry.version(), change.get(0), change.size() > 1 ? change.get(1) : null);
    }

    synchronized void change(long version, String name, @Nullable String value) {
        if (version <= versions.getOrDefault(name, base)) {
            return;
        }
        versions.put(name, version);
        Map<String, String> changed = new HashMap<>(values);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        values = Map.copyOf(changed);
    }
}
